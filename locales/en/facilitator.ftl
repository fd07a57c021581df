### What a facilitator sees.

staff-home-title = Your work
staff-home-tasks = What you can do
in-your-hands = In your hands
task-review = Read what is waiting
task-review-hint = Letters and recordings, oldest first
task-cases = Your cases
task-cases-hint = People, invitations and what holds a case up
task-acting = Act for somebody in custody
task-acting-hint = What is sent for them

queue-title = Waiting to be read
queue-line = The oldest comes first.
queue-empty = Nothing is waiting.
queue-empty-else = Nothing else is waiting.
queue-waiting = What else is waiting
queue-take = Take the oldest
queue-since = Sent on { $when }
queue-yours = You have taken it
queue-free = Nobody has taken it
queue-colleague = A colleague is reading it
kind-letter = Letter
kind-recorded_message = Voice recording
kind-video_message = Video
kind-scan = Letter on paper
kind-captions = Captions

captions-beside-title = The recording
captions-not-to-approve = These captions cannot be approved. They were written for an earlier form of the recording, or are not in order. Return them with a word to their author.
captions-recording-closed = The recording cannot be played here now. Take it from the queue first, or wait until a colleague has decided.
captions-cues = Each time takes the recording there.
captions-play-from = Play from { $at }

review-title = Review
review-title-of = Review: { $kind }
review-from-harmed = From the person harmed. Checked: it is signed by them and was not changed.
review-from-responsible = From the person responsible. Checked: it is signed by them and was not changed.
review-helped-harmed = From the person harmed, with help from somebody. Checked: it is theirs and was not changed.
review-helped-responsible = From the person responsible, with help from somebody. Checked: it is theirs and was not changed.
read-line = Read it to the end. You can approve it once every line has been on your screen.
read-covered = On your screen so far: { $percent } percent
read-covered-part = You can go on once you have come to the end.
read-covered-whole = You have come to the end.
show-unread = Show the first part I have not seen
watch-line = It lasts { $length }. Play it to the end. You can approve it once you have played all of it.
watch-covered = Played so far: { $percent } percent
watch-covered-part = You can go on once you have played all of it.
watch-covered-whole = You have played all of it.

pages-line = { $pages ->
    [one] It is one page, as a picture. Look at it from its top to its end. You can approve it once all of it has been on your screen. Where you cannot read it, hand it back to a colleague.
   *[other] It is { $pages } pages, as pictures. Look at each from its top to its end. You can approve it once all of them have been on your screen. Where you cannot read them, hand it back to a colleague.
}
pages-covered = On your screen so far: { $percent } percent
pages-covered-part = You can go on once you have seen every page to its end.
pages-covered-whole = You have seen every page.

approve-title = Check before you approve
approve-case = Case
approve-marked = Marked in it
approve-marked-many =
    { $many ->
        [one] 1 place to look at
       *[other] { $many } places to look at
    }
review-case = Case:
approve-what = What
approve-from = From
approve-language = Language
approve-covered = Covered
approve-holds = Approval holds
approve-holds-until = Until { $day }
covered-characters = { $characters ->
    [one] All { $characters } character
   *[other] All { $characters } characters
}
covered-recording = All { $length }
covered-pages = { $pages ->
    [one] The one page
   *[other] All { $pages } pages
}
approve-means = When you approve, it is offered to the other person as soon as they want to hear of it. They can open it once they say yes. What they have opened cannot be unread.
approve-means-second = When you approve, a second reader must approve it too. Nothing is offered before that.
approve-unsure = If you are not sure, leave it. It stays with you and goes nowhere.
approve = Approve
not-now = Not now
signing = Signing your approval.
approved-title = Approved
approved-first-title = Your approval is signed
approved-what = Your approval is signed. It is offered to the other person as soon as they want to hear of it.
approved-second = A second reader reads it next. Nothing is offered before they have approved it too.

countersign-title = The record of this case is not confirmed yet
countersign-safe = What you did is saved, and it counts.
countersign-next = Try again. If it happens again, tell your supervisor what this page says, before anyone leaves the team.
back-to-queue = Back to what is waiting

cases-title = Your cases
cases-none = You have no cases yet.
case-unnamed = Case opened on { $day }
people-title = People
role-harmed = Person harmed
role-responsible = Person responsible
person-confirmed = Confirmed
person-replied = Has used the code. Confirm them below
person-invited = Invited. Has not used the code yet
person-unconfirmed = Not confirmed yet
person-missing = Not invited yet

confirm-person-harmed = The person harmed has used the code
confirm-person-responsible = The person responsible has used the code
confirm-person-line = Sign-in name { $login }. Confirm only if you gave the code to the right person yourself.
confirm-person-button-harmed = Confirm the person harmed
confirm-person-button-responsible = Confirm the person responsible

invite-heading = Invite
invite-line = You make a code in this browser and give it to the person yourself.
invite-harmed = Invite the person harmed
invite-responsible = Invite the person responsible
invite-what = This makes a sign-in name and a code of six words.
invite-point-1 = They are shown once. Print them or write them down.
invite-point-2 = Give them in person, by phone or on paper. Never by e-mail or text message.
invite-point-3 = The code works once, for seven days.
making-code = Making the code. This takes a few seconds.
make-code = Make the code
code-made-title = Sign-in name and code
code-made-once = We show this only once.
code-made-where = Web address
code-made-until = The code works once, until { $until }.
code-made-give = Give both to the person yourself. They choose “Use the code you were given” on the sign-in page.
print = Print this page
code-made-done = I have given it or written it down

## Where a case is, and what comes next

case-state-referral = Referred
case-state-screening = Being looked at
case-state-preparing = Being prepared
case-state-ready = Ready to start
case-state-active = Active
case-state-closing = Being closed
case-state-closed = Closed
case-closed-line = This case is closed. Nothing more can be sent, offered or opened in it.
who-paused-title = Everything stands still
who-paused-harmed = The person harmed has paused since { $day }.
who-paused-responsible = The person responsible has paused since { $day }.
who-paused-means = Nothing is offered or opened until they go on. The other person is not told.

next-title = What comes next
step-blocked = This is still in the way:
step-line-screen = This case was referred to you. First look whether it is one for this service.
step-screen = Begin to look at it
step-line-prepare = Look at what happened, and whether this service is right for both people. If it is, prepare them.
step-prepare = Begin to prepare
step-line-prepare-from-ready = If something has changed, you can go back and prepare more.
step-prepare-from-ready = Go back to preparing
step-line-make-ready = The case is ready when both people have joined and what it asks for is recorded.
step-make-ready = The case is ready
step-line-activate = Once you start, both people can write and send. What they send comes to you first.
step-activate = Start the exchange
step-line-begin-closing = When both have said what they wanted to say, begin to close. Then nothing new can be sent. What was approved still arrives.
step-begin-closing = Begin to close the case
step-line-reopen = If somebody wants to say more, the exchange can go on.
step-reopen = Go on with the exchange
step-line-close = When everything has arrived, close the case.
step-close = Close the case
step-line-close-early = If this case cannot go ahead, close it.
step-close-early = Close without an exchange
close-title = Close this case?
close-means = Nothing more can be sent, offered or opened. What was not opened stays closed.
close-means-early = No exchange takes place in this case.
close-for-good = You cannot open a closed case again. What is recorded stays.
close-yes = Close the case
close-not-now = Nobody can close this case now. Begin to close it first.
closed-title = The case is closed

blocker-no-certified-harmed = The person harmed is not confirmed yet.
blocker-no-certified-responsible = The person responsible is not confirmed yet.
blocker-key-holders-missing = Two people of the team must hold the keys of this case.
blocker-conflict-not-declared = You have not said that nothing ties you to either of them.
blocker-age-not-recorded = It is not recorded how old each person is.
blocker-employment-not-recorded = It is not recorded whether your organisation employs one of them.
blocker-employed-here = Your organisation employs one of them, so it cannot review this case.
blocker-sign-off-missing = This case takes the special route, and no supervisor has signed it off.
blocker-items-on-their-way = A letter or a recording is still on its way.
blocker-harm-not-recorded = It is not recorded what kind of harm this case is about.
blocker-second-reader-missing = Two people must read everything in this case, and only one does.
blocker-barred-by-policy = Your organisation’s policy does not take on a case about this kind of harm.
blocker-other = Something is still missing. Ask your supervisor.

elsewhere-title = Your work is not done on this page
elsewhere-administrator = Staff, teams and what your organisation allows are looked after with the program gobetween, on your own computer.
elsewhere-auditor = Trails and exports are checked with the program gobetween, on your own computer.
elsewhere-settings = Here you can change your passphrase and see where you are signed in, under Settings.

## Handing over

hand-over-title = To hand over
hand-over-printed = wants it on paper.
hand-over-read-aloud = wants to hear it read by you.
hand-over-played = wants to have it played by you.
hand-over-when = They chose { $from } until { $until }.
hand-over-not-yet = Something still stands in the way.
hand-over-too-early = The time that they chose has not come.
hand-over-day-missing = They are in custody, and no day is confirmed. It is handed over only on a day that their establishment has confirmed, in the time that they chose.
hand-over-day-confirmed = They are in custody. It is handed over on the day that their establishment has confirmed: { $day }.
hand-over-done = I have handed it over
hand-over-open-printed = Look at it and print it
hand-over-open-read-aloud = Open it to read it out
hand-over-open-played = Open it to play it
hand-over-print = Print it
hand-over-printing = Only the letter is printed. Give it to them yourself, and leave no copy behind. If your browser offers headers and footers, leave them out.
print-pack-open = { $who }: print everything together
print-pack-title = Everything on paper
print-pack-printing = Only the letters are printed, each on sheets of its own. Give them over yourself, and leave no copy behind. If your browser offers headers and footers, leave them out.
print-part = { $number } of { $parts }: { $kind }
print-pack-sign = Back to the case, to sign for each
hand-over-what = What
hand-over-who = Who it is for
hand-over-chosen = When
hand-over-means = Sign this only once they have it. It is not handed over a second time.
hand-over-sign = Sign that it was handed over
hand-over-recorded = You have signed that it was handed over.

case-items-title = Letters and recordings
case-items-none = Nobody has sent anything yet.
case-item-from-harmed = From the person harmed
case-item-from-responsible = From the person responsible
case-item-submitted = Is being made ready for a reader
case-item-processing = Is being made ready for a reader
case-item-failed = Could not be made ready. Its author has been told why
case-item-awaiting_review = Waits to be read
case-item-in_review = A colleague is reading it
case-item-editing = A safer recording of it is being made
case-item-returned = Returned to its author
case-item-withheld = Withheld
case-item-escalated = Locked: somebody may be in danger
case-item-approved = Approved. Not offered yet
case-item-offered = Offered. They have not said yes yet
case-item-accepted = They said yes. Not released yet
case-item-released = Released. Not opened yet
case-item-opened = Opened
case-item-declined = They said no
case-item-kept = Opened, and kept by them
case-item-held = Opened, and held for them here
case-item-returned_to_service = Opened, and given back
