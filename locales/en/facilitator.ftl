### What a facilitator sees.

staff-home-title = Your work
staff-home-tasks = What you can do
in-your-hands = In your hands
task-review = Read what is waiting
task-review-hint = Letters and recordings, oldest first
task-cases = Your cases
task-cases-hint = People, invitations and what holds a case up

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
kind-scan = Scan

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
go-to-approval = Continue to approval

approve-title = Check before you approve
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
approve-means = When you approve, it is offered to the other person. They can open it once they say yes. What they have opened cannot be unread.
approve-means-second = When you approve, a second reader must approve it too. Nothing is offered before that.
approve-unsure = If you are not sure, leave it. It stays with you and goes nowhere.
approve = Approve
not-now = Not now
signing = Signing your approval.
approved-title = Approved
approved-first-title = Your approval is signed
approved-what = Your approval is signed. It is now offered to the other person as they asked.
approved-second = A second reader reads it next. Nothing is offered before they have approved it too.

countersign-title = The record of this case is not confirmed yet
countersign-safe = What you did is saved, and it counts.
countersign-next = Try again. If it happens again, tell your supervisor what this page says, before anyone leaves the team.
back-to-queue = Back to what is waiting

cases-title = Your cases
cases-none = You have no cases yet.
case-unnamed = Case opened on { $day }
case-active = Active
case-preparing = Being prepared
people-title = People
role-harmed = Person harmed
role-responsible = Person responsible
person-confirmed = Confirmed
person-replied = Has used the code. Confirm them below
person-invited = Invited. Has not used the code yet
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

start-heading = Start the exchange
start-line = Both people are confirmed.
start-exchange = Start the exchange
start-blocked = This case cannot start yet:
blocker-case-not-active = The case has not been started.
blocker-no-certified-harmed = The person harmed is not confirmed yet.
blocker-no-certified-responsible = The person responsible is not confirmed yet.
blocker-key-holders = Two people of the team must hold the keys.
blocker-other = Something is still missing. Ask your supervisor.
