### What a person harmed and a person responsible see. Nothing here tells one what the other does.

home-title = Your page
home-can-do = What you can do
home-so-far = So far
home-nothing = Nothing yet. There is no hurry.
task-write = Write a letter
task-write-hint = In your own words. Your facilitator reads it first.
task-paper = Send a letter on paper
task-paper-hint = A photo, a scan or a PDF. Your facilitator reads it first.
task-record = Send a recording
task-record-hint = A video or your voice. Your facilitator watches or listens first.

arrived-title = Something has arrived for you
arrived-line = You do not have to look now. It waits until you choose.
arrived-choose = Choose what to do

item-letter-for-you = A letter for you
item-recording-for-you = A recording for you
item-your-letter = Your letter
item-your-recording = Your recording
item-your-captions = Your captions

status-author-draft = Not sent yet
status-author-draft-kept = Not sent yet. Kept until { $day }
status-author-lapsed = Not sent, and no longer kept
status-author-sending = On its way
status-author-processing = Being made safe
status-author-failed = Could not be used. You can replace it
status-author-with_facilitator = With your facilitator
status-author-returned = Your facilitator asks you to change something
status-author-withheld = Your facilitator has decided not to pass it on
status-recipient-arrived = Here when you want it
status-recipient-accepted = You said yes. It is being made ready
status-recipient-ready = You said yes. You can open it
status-recipient-opened = You have opened it
status-recipient-declined = You said no to this
status-recipient-kept = You keep it here
status-recipient-held = The service holds it for you
status-recipient-given_back = You gave it back

## Writing a letter

write-title = Write a letter
write-line = Take your time. Say it in your own words. You can stop at any moment.
write-label = Your letter
write-hint = Please leave out your address, your phone number and other people’s full names. Your words stay here while this page is open. They are not sent until you choose.
letter-empty = Write something first
letter-language = What language is your letter in?
check-letter = Look at it once more
check-letter-title = Is this what you want to say?
check-letter-line = This is how your letter will look.
check-letter-next = When you send it, it goes to your facilitator. Nobody else can read it. The other person sees it only if your facilitator agrees and they say yes.
locking-letter = Locking and sending your letter.
send-letter = Send to my facilitator
change-letter = Change it
sent-title = Your letter is with your facilitator
sent-what = It was locked on this device and sent.
sent-next-title = What happens now
sent-next = Your facilitator reads it. They will talk with you if something should change. We cannot say how long it takes, or whether an answer comes.
sent-feelings = Writing this can be hard. If you want to talk, call your facilitator.

## Sending a recording

record-title = Send a recording
record-line = Choose a video or a sound recording from this device.
record-safe = Before anyone watches it, hidden details such as the place and the name of the file are taken out.
file-label = Your recording
file-hint = A video or sound file of up to 3 GB.
file-choose = Choose a file
file-choose-other = Choose another file
file-none = Nothing chosen yet
file-missing = Choose a recording first
file-empty = This file is empty. Choose another one
file-too-large = This file is too big. It can have up to 3 GB
file-no-recording = This does not look like a video or a sound recording. Choose another file
preview = Your recording, on this device
preview-line = You can look at it or listen to it here before you send it.
preview-impossible = This browser cannot play this file. You can still send it.
recording-language = What language is spoken?
send-recording = Send to my facilitator
scan-title = Send a letter on paper
scan-line = Choose a photo or a scan of your letter, or a PDF, from this device. Several pages go together as one PDF.
scan-safe = Before anyone looks at it, pictures of its pages are made. Hidden details such as the place and the name of the file are taken out.
scan-file-label = Your letter
scan-hint = A picture or a PDF of up to 256 MB and 100 pages.
scan-missing = Choose a picture or a PDF first
scan-too-large = This file is too big. It can have up to 256 MB
file-no-scan = This does not look like a picture or a PDF. Choose another file
preview-scan = Your letter, on this device
preview-scan-line = You can look at it here before you send it.
preview-scan-impossible = This browser cannot show this file here. You can still send it.
sending-title = On its way
sending-looking = Getting it ready
sending-now = Sending: { $percent } percent
sending-paused = Paused at { $percent } percent
sending-paused-line = Nothing is lost. Go on when you like.
under-a-minute-left = Less than a minute left
minutes-left = { $minutes ->
    [one] About { $minutes } minute left
   *[other] About { $minutes } minutes left
}
sending-pause = Pause
sending-go-on = Go on
sending-safe = If this page closes, you can come back, choose the same file again and go on.
sending-finishing = Nearly done. Checking that all of it has arrived.
recording-sent-title = It has arrived
recording-sent-what = It was locked on this device and sent.
recording-sent-next = Now it is being made safe. If it can be used, it goes to your facilitator.
recording-sent-look = See how it is getting on

## What became of it

own-letter-title = Your letter
own-recording-title = Your recording
own-captions-title = Your captions
own-with-facilitator = It is with your facilitator.
own-with-facilitator-next = They will talk with you about what happens next. If you have a question, call them.
own-returned = Your facilitator has looked at it and asks you to change something. It has not gone to anybody else.
own-withheld = Your facilitator has decided not to pass it on. It has not gone to anybody else.
read-own = Read what I wrote
look-own = Look at what I sent
play-own = Play what I sent
read-own-captions = Read the captions that I sent
unsent-letter = This letter was not sent.
write-again = Write a letter
unsent-kept = What is there is kept until { $day }. After that it is removed, unless you go on with it.
lapsed-what = This was not sent, and nobody went on with it for thirty days.
lapsed-next = So what there was of it has been removed. Nobody else saw any of it. You can send something in its place.
unsent-recording = This was not sent to the end.
unsent-captions = These captions were not sent.
unsent-recording-next = Choose the same file again. What is there already is not sent twice.
same-file-label = The same file
go-on-sending = Go on sending
made-safe-what = It is being made safe.
made-safe-progress = How far it is
made-safe-soon = It starts in a moment.
made-safe-queue = { $ahead ->
    [one] { $ahead } other file comes first
   *[other] { $ahead } other files come first
}
made-safe-second = Something got in the way the first time. It is being tried again.
made-safe-close = You can close this page. It goes on without you.

refused-title = We could not use this file
refused-empty-file = The file has nothing in it.
refused-not-a-recording = The file is not a video or a sound recording.
refused-not-a-scan = The file is not a picture or a PDF.
refused-kind-not-accepted = We cannot use this kind of file.
refused-codec-not-accepted = The recording was made in a way that we cannot use.
refused-too-large = The file is too big.
refused-too-long = The recording is too long.
refused-too-many-tracks = The file has too many parts in it.
refused-too-many-pages = The file has more than 100 pages.
refused-picture-too-large = The picture is too big.
refused-sound-not-accepted = The sound was made in a way that we cannot use.
refused-no-sound-or-picture = There is no sound and no picture in it.
refused-damaged = The file is broken or part of it is missing.
refused-took-too-long = It took too long to get it ready.
refused-not-made-safe = We could not make it safe.
refused-pool-lost = The service lost the means to get it ready. Please send it again.
refused-unknown = Something in the file stopped us.
refused-safe = Nobody has seen it. It is still yours, and your other letters and recordings are safe.
replace-recording = Replace it with another file
again-title = Choose another file
again-line = It takes the place of the one that we could not use.

## Something for you

arrived-question = Something has arrived. Now, later, or with someone?
arrived-letter = It is a letter. Your facilitator has read it.
arrived-recording = It is a recording. Your facilitator has watched or listened to all of it.
arrived-no-hurry = You decide. There is no hurry.
arrived-told-nothing = The other person is not told what you choose.
arrived-told-accepted = You have chosen that the other person may know if you would like to receive it. They are told nothing else: not at what time, and never that you said no.
arrived-told-opened = You have chosen that the other person may know if you would like to receive it, and if you have opened it. They are told nothing else: not at what time, and never that you said no.
when-question = When would you like it?
when-now = Now
when-now-hint = You can open it on the next page. It stays open to you for seven days.
when-later = Later
when-later-hint = Choose a day. It stays closed until then.
when-with = With someone
when-with-hint = Choose a time when someone you trust, or your facilitator, can be with you.
when-missing = Choose when you would like it
leave-for-now = Leave it for now
time-title = When would you like it?
time-title-with = When will someone be with you?
time-line = It stays closed until then.
time-line-with = Ask them yourself first. We do not tell anyone. It stays closed until then.
time-day = Day
time-today = Today, { $day }
time-part = Time of day
time-part-any = Any time that day
time-part-morning = Morning, until 12 noon
time-part-afternoon = Afternoon, 12 noon to 6pm
time-part-evening = Evening, from 6pm
time-over = That time has passed. Choose a later one
accept-title = Is this right?
accept-what = What
accept-when = When
accept-how = How
a-letter = A letter
a-recording = A recording
accept-from-now = From now, for seven days
accept-between = From { $from } until { $until }
accept-means = Saying yes opens nothing yet. You open it yourself, when you are ready.
accept-yes = Yes, I would like to receive it
not-yet-title = It is waiting for you
not-yet-when = You chose { $from } until { $until }.
not-yet-what = It stays closed until then.
chosen-anew-once = You can choose another time once this one has passed, after { $until }.
over-title = The time you chose is over
over-what = It stays closed. Nothing was lost.
over-next = If you still want it, you can choose another time.
delayed-title = This is delayed
delayed-what = It is safe, and it cannot go ahead now. You do not have to do anything.
delayed-next = Your facilitator can tell you more. What you chose stays as you chose it.
getting-ready-title = Getting it ready
getting-ready-what = One moment. You can wait here or come back later.
ready-letter-title = The letter is ready
ready-recording-title = The recording is ready
ready-what = Is this a good moment?
ready-again = You have opened it before. You can open it again.
ready-point-1 = You can stop at any time.
ready-point-2 = You do not have to answer.
ready-point-3 = You can call your facilitator before or after.
open-letter = Open the letter
open-recording = Open the recording
after-opening = Take your time. You can come back to it. If you want to talk about it, call your facilitator.
write-back = Write back

no-reply-title = A reply is not part of the plan
no-reply-line = You agreed with your facilitator how this exchange goes. No reply from you is part of it, and none is needed.
no-reply-ask = If you would like to reply, talk to your facilitator. They can agree another plan with both of you.
no-reply-needed = No reply is needed. You agreed with your facilitator that this exchange goes without one from you.
no-reply-to-this = It was agreed that no reply comes to what you send.
not-planned-letter = Letters are not part of the plan
not-planned-recording = Recordings are not part of the plan
not-planned-paper = Letters on paper are not part of the plan
not-planned-line = You agreed with your facilitator how this exchange goes, and this is not part of it. Sent like this, it would reach nobody.
not-planned-ask = If you would like to send it, talk to your facilitator. They can agree another plan with both of you.

### Taking back what one sent. One answer, whether it had been opened or not.

recall-link = Take it back
recall-title = Take this back?
recall-what = If nobody has opened it yet, nobody will.
recall-point-1 = You do not have to say why, and the other person is given no reason.
recall-point-2 = You are not told whether it had been opened. What the other person does stays theirs to tell.
recall-point-3 = It cannot be sent again. You can write or record something else at any time.
recall-yes = Take it back
recall-not-now = There is nothing to take back now.
recalled-title = You have taken it back
recalled-what = Your facilitator has this.
recalled-next = If you want to talk about it, call them.
own-recalled = You have taken this back. Your facilitator has this.
