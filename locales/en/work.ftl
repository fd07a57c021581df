# What waits for a member of staff, in all of their cases.

task-work = Today’s work
task-work-hint = What is due in all of your cases, soonest first

work-title = Today’s work
work-line = What is due in your cases, soonest first. Working days are Monday to Friday here: bank holidays are not left out.
work-none = Nothing is due in your cases.
work-more = { $many ->
    [one] There is one more thing to do. It shows once something above is done.
   *[other] There are { $many } more things to do. They show once something above is done.
}

work-kind-disclosed = Somebody outside was told of a danger
work-kind-escalated = Something is locked: somebody may be in danger
work-kind-appeal = An author asked for another look
work-kind-review = Something waits to be read and decided about
work-kind-risk = The risk has to be assessed again
work-kind-restriction = An order or a condition runs out
work-kind-clearance = A clearance runs out
work-kind-age = Somebody comes of an age that changes what is asked for
work-kind-mandate = Leave to act for somebody without an account runs out
work-kind-window = The time that somebody chose to receive something
work-kind-delivery = Something is to be handed over or read out
work-kind-follow-up = Speak with somebody who opened something

work-due = Due by { $when }
work-due-past = Overdue: it was due by { $when }
work-ends = Ends on { $day }
work-ends-past = Overdue: it ended on { $day }
work-opens = Opens { $when }
work-opens-past = Open since { $when }
work-since = At once, since { $when }

ask-follow-up-title-harmed = Did you speak with the person harmed?
ask-follow-up-title-responsible = Did you speak with the person responsible?
ask-follow-up-line = They opened something. Ask how they are. What they say is not recorded here.
ask-follow-up-question = Did you reach them?
ask-follow-up-is-made = Yes, we spoke
ask-follow-up-is-tried = No, I could not reach them
ask-follow-up-hint-tried = It is on your list again for the next working day.
fact-follow-up = Contact after opening

# Somebody is in danger.

danger-link = Somebody is in danger
danger-title = Somebody is in danger
danger-call = Call first: 999, or whoever can help soonest. You do not need to ask anybody, and you may tell them what you have read.
danger-then = Then say here whom you told. It is signed in your name, and your team and its supervisors see it.
danger-reason = What is the danger?
danger-reason-missing = Say what the danger is
danger-reason-danger-to-life = Danger to somebody’s life
danger-reason-danger-to-a-child = Danger to a child
danger-to = Whom did you tell?
danger-to-missing = Say whom you told
danger-to-police = The police
danger-to-ambulance = An ambulance
danger-to-childrens-services = Children’s services
danger-to-other = Somebody else who can help
danger-words = What you told them
danger-words-hint = If there is time. Your team alone can read it.
danger-check-title = Check before you sign
danger-point-1 = Your team sees it at once, and a supervisor looks into it.
danger-point-2 = Neither of the two people is shown anything of it, and nobody who acts for them.
danger-point-3 = It stops nothing by itself. To lock what you read, choose so when you decide about it.
danger-sign = Sign that you told them
danger-kept-title = It is kept
danger-kept-line = Your team can see whom you told. A supervisor who is not you looks into it.
danger-kept-case = Go to the case
danger-kept-review = Go on reading

disclosed-title = Told to somebody outside
disclosed-what = A reader found that somebody may be in danger. Only this team sees it.
disclosed-to = Told on { $when } to: { $to }
disclosed-no-words = What was said was not written down. Ask your team.
disclosed-look-into = I have looked into it

looked-into-title = Have you looked into it?
looked-into-line = Speak with whoever told somebody, and see that those who can help have what they need. This takes it off your team’s lists.
looked-into-button = I have looked into it
looked-into-value = A supervisor has looked into it
fact-disclosure = Told to somebody outside

# Another way through a letter, for whoever hears it or uses the keyboard.

read-by-paragraph = Go through it paragraph by paragraph, with a screen reader or the keyboard
read-on-screen = Read it on the screen as it is
read-line-spoken = Go through every paragraph, and say of each that you have read it. You can approve it once you have said so of all.
read-covered-spoken = Read so far: { $percent } percent
read-covered-spoken-part = You can go on once you have read every paragraph.
read-covered-spoken-whole = You have read every paragraph.
paragraph-of = Paragraph { $number } of { $many }
paragraph-read = You have read it.
paragraph-read-button = I have read this

# Another way through a recording, for whoever does not hear it.

watch-unheard = I do not hear it: go by what a colleague wrote down
watch-heard = I hear it: play it instead
unheard-line = It lasts { $length }. Play the picture to the end, with or without sound, and say of every paragraph that you have read it. You can approve it once you have done both.
unheard-line-sound = It lasts { $length } and has no picture. Say of every paragraph that you have read it. You can approve it once you have said so of all.
unheard-covered = Seen and read so far: { $percent } percent
unheard-covered-part = You can go on once you have seen and read all of it.
unheard-covered-whole = You have seen and read all of it.
covered-unheard = All { $length }, by what a colleague wrote down
transcript-title = What is said and heard
transcript-waiting = Looking for what was written down
transcript-by-colleague = A colleague played it to the end and signed that all of it stands here.
transcript-none = Nobody has written down what is said and heard yet
transcript-begun = Somebody has begun to write it down, and has not signed that it is all there
transcript-by-own = You wrote it down yourself, so you cannot go by it
transcript-by-author-side = It was written down by somebody who helped its author, so you cannot go by it
transcript-who = Anybody else who reads for this case, hears it and has not helped its author can write it down.
transcript-point-1 = Put it back in the queue at the foot of this page, and tell a colleague.
transcript-point-2 = They take it, play it to the end, open “Write down what is said and heard” and sign it.
transcript-point-3 = They put it back, and you take it again.
transcribe = Write down what is said and heard
transcribe-again = Look at what was written down, or correct it
transcribe-what = This is for a colleague who does not hear it. They decide by it, so leave nothing out: what is said, by whom, and what else is heard, such as a laugh, a silence or a door.
transcribe-who = Only this case’s readers can read it. The author and the other person never see it.
transcribe-hint = Leave an empty line between the paragraphs. You can begin each with its time, as in 1:05.
transcribe-not-whole = You can sign it once you have played all of it.
transcribe-sign = Sign that it is all there
transcribe-keep = Keep what I have so far
written-down-transcribing = It is kept for this case’s readers. It is not signed as all there is.
written-down-transcript = It is signed. A colleague can go by it now.
transcript-missing = Write down what is said and heard
transcript-too-long = This does not fit: about 15,000 letters do. Make it shorter, or ask a colleague who hears it to decide.

# What people ask of who writes to them, passed on by a reader.

passing-title = What they ask of who writes to them
passing-what = Read it first. The other person sees it before they write, once you have passed it on.
passing-done = It was passed on.
passing-button-harmed = Pass it on to the person responsible
passing-button-responsible = Pass it on to the person harmed
