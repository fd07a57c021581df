### Where a check of docs/protocol.md §6 fails: nothing is shown, and one plain sentence says why.

nothing-shown-page = We did not open it
nothing-shown-title = Nothing is shown
nothing-shown-meaning = It may be a mistake, or somebody may have changed something. What you sent and what you opened before is safe.
nothing-shown-next = You have done nothing wrong. Please call your facilitator and tell them what this page says.
nothing-shown-code = What to tell them:
checking-item = Checking that all of it is real. This takes a moment.
letter = Letter
recording = Recording
recording-loading = Getting the recording ready.
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

## What was sent

verification-manifest-missing = The paper that says who sent this is missing.
verification-manifest-invalid = The paper that says who sent this is not real or was changed.
verification-item-mismatch = We were given something else than what you asked for.
verification-rendition-missing = The paper about the safe copy of this recording is missing.
verification-rendition-invalid = The safe copy of this recording is not the one that was made.

## Whether it was approved

verification-decision-missing = No facilitator has approved this.
verification-decision-invalid = The approval of this is not real or was changed.
verification-decision-other-item = The approval that we were shown is for something else.
verification-decision-expired = The approval of this is too old.
verification-signers-missing = Not enough people have approved this.
verification-recipient-mismatch = This was not approved for you.

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
