### What a liaison sees, who acts for people in custody without an account. One thing per page, at the
### end of a shift. No name of anybody is known here.

jobs-title = Your work
jobs-nobody = At the moment your team acts for nobody. Once a facilitator has said for whom, they are listed here.
jobs-send = Send something for somebody
jobs-send-hint = Recordings, pictures and PDFs, one file or a whole folder
jobs-people = For whom your team acts
jobs-reference = No names are kept here. A facilitator of the case can tell you whose reference it is.
acting-harmed = Person harmed, reference { $reference }
acting-responsible = Person responsible, reference { $reference }
acting-until = You may act for them until { $day }.
acting-nothing-yet = Nothing has been sent for them yet.
acting-kind-letter = A letter
acting-kind-recorded_message = A recorded message
acting-kind-video_message = A video message
acting-kind-scan = A letter on paper

## How it stands

acting-status-draft = Begun, and not sent to the end.
acting-status-draft-kept = Begun, and not sent to the end. What is there is kept until { $day }.
acting-status-sending = On its way.
acting-status-lapsed = Begun and never sent to the end. What was there has been removed.
acting-status-processing = It has arrived, and is being made safe.
acting-status-failed = The file could not be used. Another can take its place.
acting-status-with_facilitator = With the facilitator.
acting-status-returned = It came back: the facilitator asks for something to be changed.
acting-status-withheld = The facilitator has decided not to pass it on.
acting-status-recalled = Taken back.
acting-status-changed = The facilitator has changed something in it, and it waits for its author’s word. See it with gobetween safer see, at a terminal.
acting-sent-on = Begun on { $day }.
acting-go-on = Choose the same file once more, here or at a colleague’s desk. It goes on where it stopped, and nothing that is there is sent twice.
acting-go-on-button = Choose the same file
acting-replace-failed = Nobody has seen it. Ask for another recording, or choose another file.
acting-replace-lapsed = You can send something in its place.
acting-replace-returned = What is made anew takes its place. The facilitator’s own words to its author cannot be opened here yet.
acting-ask-them = Ask the facilitator of the case what they would say to its author.

## Who is it for

who-for-title = Who is it for?
who-for-question = Who are you sending for?
who-for-hint = Check the reference with the facilitator of the case if you are not sure.
who-for-missing = Choose who it is for

## Choosing what to send

send-title = What do you want to send?
send-line = Whether a file is a recording or a letter on paper, the file itself says. The names of the files stay on this computer.
send-begun = Something was begun for them and not sent to the end. Choose the same file, and it goes on where it stopped.
send-elsewhere = Something else is still on its way. This can be sent once that has arrived.
send-instead-title = Choose another file
send-instead-line = It takes the place of the one before.
send-files-label = Files
send-file-label = The file
send-files-hint = Recordings of up to 3 GB, pictures and PDFs of up to 256 MB. Each file is sent by itself.
send-files-choose = Choose files
send-folder-label = Or a whole folder
send-folder-hint = All that lies directly in it, the oldest first.
send-folder-choose = Choose a folder
send-none = Nothing chosen yet
send-many = { $many ->
    [one] { $many } file
   *[other] { $many } files
}
send-chosen = In this order:
send-missing = Choose at least one file
send-folder-empty = There is no file in this folder. Choose another
send-language = What language is spoken or written in them?
send-language-missing = Choose the language
send-size = { $mb } MB
not-sent-empty = The file is empty.
not-sent-not-a-recording = It is no recording, picture or PDF.
not-sent-not-accepted = Files of this kind are not accepted.
not-sent-too-large = It is larger than 3 GB.
not-sent-scan-too-large = It is larger than 256 MB, the most for a picture or a PDF.

## In the way

acting-in-the-way = Nothing can be sent for them yet
acting-in-part = Not everything can be sent for them
acting-way-both = Recordings and letters on paper
acting-way-recording = Recordings
acting-way-paper = Letters on paper
acting-way-author-consent-missing = They have not said yes to taking part and to sending this. A facilitator of the case takes that down, or you do when you are with them.
acting-way-acknowledgement-missing = They have not said that they accept responsibility. A facilitator of the case takes that down, or you do when you are with them.
acting-way-case-not-active = Nothing new is taken in this case at the moment. Its facilitator can say why, and begins the exchange.
acting-way-reply-not-in-plan = A reply is not part of what was agreed. Only their facilitator can agree that with both people.
acting-way-medium-not-in-plan = This is not part of what was agreed. Only their facilitator can agree that with both people.
acting-trouble-too-many-begun = Several things were begun for them and not sent to the end. Go on with one of those first: choose the same file again.
acting-trouble-no-room = There is no room for this at the moment. { $gb ->
    [0] There is room for something smaller than 1 GB.
   *[other] There is room for { $gb } GB.
} Your organisation’s administrator can say more.
acting-trouble-too-large = It is too big.
acting-trouble-file-changed = The file could not be read, or was changed meanwhile. Choose it again.

## A look before it leaves

send-looking-title = Looking at the files
send-looking = Looking at each file. Nothing is sent yet.
send-check-title = Is this right?
send-for = For
send-spoken = Language
send-check-line = Each file is locked on this computer before it is sent. The facilitator of the case sees it first.
send-nothing = There is nothing in these files to be sent.
send-now = { $many ->
    [one] Send { $many } file
   *[other] Send { $many } files
}
send-others = Choose other files
send-outlook-new = It will be sent.
send-outlook-goes-on = It was begun before. It goes on where it stopped.
send-outlook-sent-before = It was sent before, and is not sent again.
send-outlook-refused = It will not be sent.

## On the way

send-which = File { $number } of { $many }
send-broken = The connection is broken
send-broken-line = It is tried again by itself. What has arrived stays there.
send-safe = You can leave this page open and see to something else. If it closes, sign in again, here or at a colleague’s desk, and choose the same files: they go on where they stopped.
send-came-sent = It has arrived.
send-came-goes = On its way now.
send-came-not-sent = It was not sent.
send-done-title = Done
send-done = { $many ->
    [0] Nothing was sent.
    [one] { $many } file has arrived.
   *[other] { $many } files have arrived.
}
send-done-next = Now each is made safe. If one cannot be used, your page says why.
send-more = Send something else
send-stopped-title = It stopped

## To hand over

deliver-not-now = Not now: it is not the time or the day for it, or something stands in the way. It is handed over only while this page offers it.
deliver-days = In custody something is handed over only on a day that was confirmed with your establishment.
deliver-check-title = Did they get it?
deliver-check-line = What you sign cannot be taken back. Nothing opens it at your team any more.
deliver-how = How
deliver-how-printed = Printed, and given to them
deliver-how-read-aloud = Read to them
deliver-how-played = Played to them
deliver-signing = Signing.
deliver-not-yet = Not yet
deliver-done-title = Handed over

## What they say

spoken-link = What they say yes to
spoken-title = What they say yes to
spoken-line = Each thing is theirs to decide, and to take back. You read the words to them and sign what they said.
spoken-side = Whoever takes this down counts as being on their side of the case, and reads nothing for it as a facilitator.
spoken-topic-take-part = Taking part
spoken-topic-acknowledgement = Accepting responsibility
spoken-topic-send = Sending
spoken-topic-receive = Receiving
spoken-decision = Their decision
spoken-medium-letter = Letters
spoken-medium-recording = Recordings
spoken-medium-paper = Letters on paper
spoken-standing-undecided = They have not said yet.
spoken-standing-yes = They said yes on { $day }.
spoken-standing-withdrawn = They took it back on { $day }.
spoken-read = Read these words to them, all of them, in their own language: you change it at the top of the page.
spoken-manner = How do they say it?
spoken-manner-in-person = They are here with me
spoken-manner-phone = On the phone
spoken-manner-paper = On paper that they signed
spoken-manner-missing = Choose how they say it
spoken-yes = They say yes
spoken-back = They take it back
spoken-back-means = From then on nothing that rests on it passes. They need not say why.
spoken-back-sign = Sign that they take it back
spoken-back-not = Leave it as it is
spoken-done = Done
spoken-sign = Sign what they said
spoken-hearing-title = How they want to hear
spoken-hearing-now-undecided = They have not said yet. Until they do, they are told of nothing.
spoken-hearing-now-tell-me = They want to be told when something has arrived.
spoken-hearing-now-only-if-asked = They are told only when they ask.
spoken-hearing-now-never = They want to be told of nothing.
spoken-hearing-question = If something arrives for them
spoken-hearing-tell-me = They want to be told
spoken-hearing-only-if-asked = Only if they ask
spoken-hearing-never = Never
spoken-hearing-missing = Choose whether they want to be told
spoken-told-question = What may the other person know?
spoken-told-nothing = Nothing
spoken-told-accepted = That they would like to receive it
spoken-told-opened = That, and that they were given it
spoken-told-missing = Choose what the other person may know
