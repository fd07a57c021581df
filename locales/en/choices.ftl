### What somebody agrees to, and how they take it back. The words that they agree to are in
### `wording/`; here is what stands around them. No button ever stands for two decisions.

choices-title = Your choices
choices-line = You decide. You can change your mind at any time, and nobody asks you why.
choices-hint = What you have said yes to. You can take it back at any time.

topic-take-part = Taking part
topic-send = Writing or recording
topic-receive = Receiving
topic-acknowledgement = Accepting responsibility

standing-any-undecided = You have not decided yet.
standing-any-yes = You said yes on { $day }.
standing-any-withdrawn = You took this back on { $day }.
standing-letter-undecided = Letters: you have not decided yet.
standing-letter-yes = Letters: you said yes on { $day }.
standing-letter-withdrawn = Letters: you took this back on { $day }.
standing-recording-undecided = Recordings: you have not decided yet.
standing-recording-yes = Recordings: you said yes on { $day }.
standing-recording-withdrawn = Recordings: you took this back on { $day }.
standing-paper-undecided = Letters on paper: you have not decided yet.
standing-paper-yes = Letters on paper: you said yes on { $day }.
standing-paper-withdrawn = Letters on paper: you took this back on { $day }.

stop-title = If you want to stop
stop-line = You can stop here, now or later. Nothing bad happens if you do.
stop-not-taking-part = You are not taking part now. So nothing can reach you or leave you.
stop-taking-part = Stop taking part

## Before somebody begins

before-title = Before you begin
before-line = Read each one and decide for yourself. There is no hurry. You can ask your facilitator first.
before-letter = Before you can write a letter, we need your yes to this.
before-recording = Before you can send a recording, we need your yes to this.
before-paper = Before you can send a letter on paper, we need your yes to this.
before-choice = You do not have to say yes. If you are not sure, talk to your facilitator.
before-take-part = Decide whether to take part
before-hint-take-part = Nothing begins without your yes.
before-send = Decide about writing or recording
before-hint-send = Letters, recordings and letters on paper, each by itself.
before-receive = Decide about receiving
before-hint-receive = Letters, recordings and letters on paper, each by itself.
before-acknowledgement = Decide about accepting responsibility
before-hint-acknowledgement = The exchange needs this from you.
home-stopped = You stopped taking part on { $day }. Nothing reaches you or leaves you now.
home-stopped-change = If you change your mind, go to your choices

## Deciding

decide-take-part-any = Your decision
decide-send-letter = Letters that you write
decide-send-recording = Recordings that you send
decide-send-paper = Letters that you write on paper
decide-receive-letter = Letters for you
decide-receive-recording = Recordings for you
decide-receive-paper = Letters for you that were written on paper
decide-acknowledgement-any = Your decision
yes-take-part-any = Yes, I want to take part
yes-send-letter = Yes, I agree for letters
yes-send-recording = Yes, I agree for recordings
yes-send-paper = Yes, I agree for letters on paper
yes-receive-letter = Yes, tell me about letters
yes-receive-recording = Yes, tell me about recordings
yes-receive-paper = Yes, tell me about letters on paper
yes-acknowledgement-any = Yes, I accept responsibility
take-back = Take this back
take-back-about-take-part-any = (taking part)
take-back-about-send-letter = (letters that you write)
take-back-about-send-recording = (recordings that you send)
take-back-about-send-paper = (letters that you write on paper)
take-back-about-receive-letter = (letters for you)
take-back-about-receive-recording = (recordings for you)
take-back-about-receive-paper = (letters for you that were written on paper)
take-back-about-acknowledgement-any = (your responsibility)

## Taking it back

back-title-take-part-any = Do you want to stop taking part?
back-title-send-letter = Take back your yes to writing letters?
back-title-send-recording = Take back your yes to sending recordings?
back-title-send-paper = Take back your yes to writing letters on paper?
back-title-receive-letter = Take back your yes to letters for you?
back-title-receive-recording = Take back your yes to recordings for you?
back-title-receive-paper = Take back your yes to letters on paper for you?
back-title-acknowledgement-any = Take back that you accept responsibility?
back-means-take-part = From this moment nothing more reaches you or leaves you. What somebody has already opened cannot be unread.
back-means-send = From this moment nothing more of this kind can be sent from you.
back-means-receive = From this moment nothing more of this kind is offered to you.
back-means-acknowledgement = The exchange then stops.
back-no-reason = Nobody asks you why. You can say yes again another day.
take-back-yes = Take it back
back-keep = Leave it as it is
stopped-title = You have stopped taking part
taken-back-title = You have taken it back
taken-back-take-part = Nothing more reaches you or leaves you.
taken-back-send = Nothing more of this kind can be sent from you.
taken-back-receive = Nothing more of this kind is offered to you.
taken-back-acknowledgement = The exchange has stopped.
taken-back-talk = If you want to talk about it, call your facilitator. If you change your mind, you can say yes again.
nothing-to-take-back = There is nothing to take back
nothing-to-take-back-line = You have not said yes to this, or you have taken it back already.

## Pausing

pause-title = Do you want to pause for now?
pause-means = Everything stands still until you go on. Nothing new reaches you, and nothing of yours reaches the other person.
pause-point-1 = Nobody on the other side is told.
pause-point-2 = Your facilitator can see it. You do not have to say why.
pause-point-3 = You can go on at any time.
pause-yes = Pause for now
pause-no = Do not pause
pause-or-stop = If you do not want to go on at all:
paused-title = You have paused
paused-since = Everything has stood still since { $day }. There is no hurry.
paused-done = Everything stands still now. You can go on at any time, from your own page.
paused-talk = If you want to talk about it, call your facilitator.
go-on = Go on
go-on-title = Do you want to go on?
go-on-means = Letters and recordings can then reach you and the other person again.
go-on-line = Something may arrive soon after. You choose whether to open it, and when.
go-on-no = Stay paused
gone-on-title = It goes on
gone-on-done = You can pause again at any time.
