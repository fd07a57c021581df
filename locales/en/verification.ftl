### Where a check of docs/protocol.md §6 fails: nothing is shown, and one plain sentence says why.

nothing-shown-page = We did not open it
nothing-shown-title = Nothing is shown
nothing-shown-meaning = It may be a mistake, or somebody may have changed something. What you sent and what you opened before is safe.
nothing-shown-next = You have done nothing wrong. Please call your facilitator and tell them what this page says.
nothing-shown-code = What to tell them:

## Where somebody stopped an item: nothing is wrong, and nobody is named

not-now-page = Not available now
not-now-what = This is not available now.
not-now-next = Your facilitator can tell you more.

## Where something that was said could not be checked

left-out-title = Something is not shown
left-out-meaning = So what you see here may not be all of it. Nothing was lost.

checking-item = Checking that all of it is real. This takes a moment.
letter = Letter
recording = Recording
recording-loading = Getting the recording ready.
still-none-yet = No picture is shown before you press play or ask for one.
still-ask = Show a still picture first
still-shown = This is one picture from the recording.
wave-label = How loud the recording is, from its beginning to its end. Loudest at { $loudest }. Silent for { $silent } in all.
wave-silent = The recording is silent from its beginning to its end.
captions-switch = Captions ({ $spoken })
captions-left-out = There are captions that could not be checked. They are not shown.
pages = Letter on paper
page-of = Page { $page } of { $pages }
page-alt = Page { $page } of { $pages }, as a picture. If you cannot see it, ask for somebody to read it to you.
page-window = The page. It can be moved when it is larger than the screen.
page-loading = Getting the page ready.
page-larger = Larger
page-smaller = Smaller
page-before = Page before
page-next = Next page
hidden-character = hidden mark { $code }

## Who takes part

verification-roster-invalid = We could not make sure who works for the service.
verification-roster-older = We were shown an old list of who works for the service.
verification-case-invalid = We could not make sure that the papers of your case are real.
verification-case-older = We were shown old papers of your case.
verification-team-invalid = We could not make sure who looks after your case.
verification-team-key-missing = You are not one of the people who may read this.
verification-certificate-invalid = We could not make sure who sent this.
verification-own-key-replaced = Somebody has put another key in the place of yours.
verification-signer-removed = Somebody who has left signed a paper of this, and nobody has confirmed it.
verification-step-in-invalid = We could not make sure that other people may look after your case.
verification-re-enrolment-missing = Somebody has a new key, and not enough people have confirmed it.
verification-re-enrolment-invalid = The paper that confirms somebody’s new key is not real or was changed.
verification-mandate-invalid = We could not make sure that somebody may act for the person who sent this.

## The record of the case

verification-head-invalid = A confirmation of the record of your case is not real or was changed.
verification-head-mismatch = A confirmation of the record belongs to another record.
verification-inclusion-invalid = A paper is not where the record of your case says it is.
verification-trail-broken = The record of the case was changed.
verification-not-on-trail = The record of the case leaves out what you have just done.
verification-not-vouched = Somebody who does not work on this case now signed a paper in its record, and nobody has confirmed it.

## What was sent

verification-manifest-missing = The paper that says who sent this is missing.
verification-manifest-invalid = The paper that says who sent this is not real or was changed.
verification-item-mismatch = We were given something else than what you asked for.
verification-agreement-missing = Its author has not yet said yes to what was written for them, or changed in it.
verification-agreement-invalid = Its author’s yes to what was written for them, or changed in it, is not real or was changed.
verification-attestation-invalid = A paper that says what somebody did is not real or was changed.
verification-note-invalid = A note about this is not real or was changed.
verification-record-invalid = A record of the preparation is not real, or was changed.
verification-captions-invalid = The captions are not those of just this recording, or were changed.
verification-rendition-missing = The paper about the safe copy of this recording is missing.
verification-rendition-invalid = The safe copy of this recording is not the one that was made.

## Whether it was approved

verification-decision-missing = No facilitator has approved this.
verification-decision-invalid = The approval of this is not real or was changed.
verification-decision-other-item = The approval that we were shown is for something else.
verification-decision-expired = The approval of this is too old.
verification-signers-missing = Not enough people have approved this.
verification-recipient-mismatch = This was not approved for you.
verification-sole-reader = Somebody who did not help with this has to read it too.
verification-regrant-invalid = This was not rightly passed on to your new key.
verification-recall-invalid = A paper that takes this back is not real or was changed.
verification-suspension-invalid = A paper that stops this, or lets it go on, is not real or was changed.

## What the recipient chose

verification-acceptance-missing = We could not find your own yes to this.
verification-acceptance-invalid = The yes that we were shown is not yours, or was changed.
verification-outside-window = This is not the time that you chose.

## Whether the content is the same

verification-grant-missing = The key to this is missing.
verification-grant-replaced = Somebody has put another key in the place of the right one.
verification-grant-unopenable = The key that we were given does not open for you.
verification-grant-mismatch = The key that we were given belongs to something else.
verification-table-replaced = What is stored is not what was approved.
verification-table-invalid = What is stored is damaged or was changed.
verification-container-key = The key does not fit what is stored.
verification-chunk-replaced = A part of it was changed or is damaged.
verification-chunk-unopenable = A part of it could not be opened.
verification-padding-invalid = The end of it was changed or is damaged.

## Confirming a person

verification-reply-mac = The answer to this code was changed on its way, or somebody else made it.
verification-reply-invalid = The answer to this code cannot be read.
verification-reply-mismatch = The answer belongs to another code.

verification-other = Something in it is not as it should be.
