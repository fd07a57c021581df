### The frame, signing in, and problems: everything that the first screen may need.
### Reading age nine. Never "offender", never "reject", never a hurry.

service-name = Gobetween
page-title = { $title } – Gobetween
skip-to-content = Skip to main content
language = Language
your-account = Your account
settings = Settings
lock = Lock
sign-out = Sign out
leave-quickly = Leave this page quickly
footer = What you write or record here is locked on your own device before it is sent.
your-choices = Your choices
stop-any-time = You can pause or stop at any time, without saying why.
pause-link = Pause for now
paused-link = You have paused: go on
stop-link = Stop taking part
back = Back
continue = Continue
change = Change
could-not-show = We could not show this
try-again = Try again
back-home = Back to your page
one-moment = One moment, please.
mistakes-title = There is something to put right
language-en = English
language-cy = Welsh

## Days and times

weekday-0 = Sunday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = { $weekday } { $day } { $month } { $year }
date-day-and-time = { $day } at { $time }
clock-morning = { $hour }:{ $minute }am
clock-afternoon = { $hour }:{ $minute }pm
clock-evening = { $hour }:{ $minute }pm
length = { $minutes ->
    [0] { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
    [one] { $minutes } minute { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
   *[other] { $minutes } minutes { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
}

## Signing in

sign-in-title = Sign in
sign-in-line = Your sign-in name and your passphrase open this page. Only you know your passphrase.
locked-title = Locked
locked-line = This page is locked. Type your passphrase to open it again. Everything you sent is safe.
signed-out-title = You are signed out
signed-out-line = Nothing is left open on this device. To come back, sign in again.
login-label = Sign-in name
login-hint = It is on the paper you were given. It looks like abcd-1234.
code-label = Six words
login-missing = Type your sign-in name
login-shape = Check your sign-in name. It looks like abcd-1234
passphrase-label = Passphrase
passphrase-hint = The words you wrote down, with spaces between them.
passphrase-hint-again = The words you wrote down. Capital letters count, and so do the spaces between words.
show = Show
hide = Hide
show-passphrase = Show passphrase
hide-passphrase = Hide passphrase
passphrase-is-shown = Your passphrase can be seen
passphrase-is-hidden = Your passphrase is hidden
passphrase-missing = Type your passphrase
recovery-label = Recovery code
recovery-hint = The letters and numbers you wrote down. Dashes do not matter.
recovery-missing = Type your recovery code
use-recovery = Use my recovery code instead
use-passphrase = Use my passphrase instead
own-device-label = Only I use this device
own-device-hint = Leave this empty if others may use it: then nothing stays in this browser, and after reloading or closing the page you type your passphrase again.
opening-vault = Opening. This takes a few seconds.
sign-in-button = Sign in
first-time = First time here?
first-time-link = Use the code you were given

## After silence

still-there-title = Are you still there?
still-there-what = This page will lock in two minutes, to keep it private. If you are writing, choose to stay. Words that you have not sent stay only while this page is open.
still-there-stay = Stay
still-there-lock = Lock now

## Waiting to be confirmed

waiting-title = Waiting for your facilitator
waiting-staff-title = Waiting for an administrator
waiting-what = You have done your part. Thank you.
waiting-next = Your facilitator will now make sure that it was you who used the code. Then this page opens by itself.
waiting-staff-next = An administrator will now make sure that it was you who used the code. Then this page opens by itself.
waiting-close = You can close this page and come back another day. Sign in with your sign-in name and your passphrase.

## Problems. Each says what happened, that nothing was lost, and what to do next.

trouble-sign-in-refused-what = That did not open
trouble-sign-in-refused-safe = The sign-in name or the words do not fit. Nothing was lost.
trouble-sign-in-refused-next = Check both and try again. If it still does not open, call your facilitator.

trouble-wrong-secret-what = That did not open
trouble-wrong-secret-safe = The words do not fit. Nothing was lost.
trouble-wrong-secret-next = Check them and try again. If it still does not open, call your facilitator.

trouble-key-mismatch-what = Something is not right with your keys
trouble-key-mismatch-safe = So we did not open anything. What you sent before is safe.
trouble-key-mismatch-next = Please do not try again. Call your facilitator and tell them what this page says.

trouble-enrolment-refused-what = That code did not work
trouble-enrolment-refused-safe = The sign-in name or the code does not fit, or the code was used or is too old. Nothing was lost.
trouble-enrolment-refused-next = Check both and try again. If it still does not work, ask your facilitator for a new code.

trouble-offer-mac-what = This invitation was changed on its way
trouble-offer-mac-safe = So we stopped. Nothing about you was sent.
trouble-offer-mac-next = Please call your facilitator and ask for a new code.

trouble-offer-invalid-what = We cannot read this invitation
trouble-offer-invalid-safe = So we stopped. Nothing about you was sent.
trouble-offer-invalid-next = Please call your facilitator and ask for a new code.

trouble-offer-expired-what = This code is too old
trouble-offer-expired-safe = Nothing was lost. Codes only work for some days.
trouble-offer-expired-next = Please ask your facilitator for a new code.

trouble-secret-invalid-what = That is not how these words look
trouble-secret-invalid-safe = Nothing was lost.
trouble-secret-invalid-next = Check what you typed against what you wrote down, and try again.

trouble-session-over-what = This page was closed after a while
trouble-session-over-safe = Everything you sent is safe.
trouble-session-over-next = Sign in again to go on.

trouble-session-missing-what = This page was closed after a while
trouble-session-missing-safe = Everything you sent is safe.
trouble-session-missing-next = Sign in again to go on.

trouble-locked-what = This page is locked
trouble-locked-safe = Everything you sent is safe.
trouble-locked-next = Sign in again to go on.

trouble-unreachable-what = We cannot reach the service
trouble-unreachable-safe = The connection may be down. Nothing was lost.
trouble-unreachable-next = Wait a moment and try again.

trouble-unavailable-what = The service is busy
trouble-unavailable-safe = Nothing was lost.
trouble-unavailable-next = Wait a moment and try again.

trouble-too-often-what = That was tried too many times
trouble-too-often-safe = Nothing was lost.
trouble-too-often-next = Wait some minutes and try again.

trouble-service-what = Something went wrong on our side
trouble-service-safe = It was not your fault, and nothing was lost.
trouble-service-next = Wait a moment and try again. If it happens again, call your facilitator.

trouble-vault-what = Something went wrong in this browser
trouble-vault-safe = Nothing was sent, and nothing was lost.
trouble-vault-next = Reload this page and try again. If it happens again, call your facilitator.

trouble-worker-lost-what = This browser ran out of room
trouble-worker-lost-safe = Everything you sent is safe.
trouble-worker-lost-next = Close other pages, reload this one, and sign in again.

trouble-not-found-what = There is nothing here for you
trouble-not-found-safe = Nothing was lost.
trouble-not-found-next = Go back to your page.

trouble-forbidden-what = You cannot do that here
trouble-forbidden-safe = Nothing was changed.
trouble-forbidden-next = If you think that is wrong, ask your facilitator.

trouble-forbidden-conflict-what = You recorded ties to this case
trouble-forbidden-conflict-safe = Nothing was lost. What you had taken is back in the queue.
trouble-forbidden-conflict-next = A colleague on the case’s team does this.

trouble-conflict-what = This has changed since you looked
trouble-conflict-safe = Nothing was lost.
trouble-conflict-next = Look at it again, then decide.

trouble-claimed-by-another-what = A colleague is reading this
trouble-claimed-by-another-safe = Nothing was changed.
trouble-claimed-by-another-next = Take another one from the list.

trouble-blocked-what = This cannot go ahead yet
trouble-blocked-safe = Nothing was lost. It stays where it is.
trouble-blocked-next = Your facilitator knows what is still missing. You can ask them.

trouble-own-word-missing-what = Your own yes is missing
trouble-own-word-missing-safe = Nothing was sent now. What was sent before stays where it is.
trouble-own-word-missing-next = You decide that under “Your choices”, and you can change your mind there at any time.

trouble-case-not-open-what = Nothing new can be sent in your case at the moment
trouble-case-not-open-safe = Nothing was sent. The recording is still on your device.
trouble-case-not-open-next = Your facilitator can tell you why, and what comes next.

trouble-reply-not-planned-what = A reply is not part of what was agreed
trouble-reply-not-planned-safe = Nothing was sent. The recording is still on your device.
trouble-reply-not-planned-next = If you want to answer, talk with your facilitator.
trouble-not-planned-what = This is not part of what was agreed
trouble-not-planned-safe = Nothing was sent. The file is still on your device.
trouble-not-planned-next = If you want to send it, talk with your facilitator.

trouble-run-out-what = Something this rests on has ended
trouble-run-out-safe = What you have read stays with you. Nothing was decided.
trouble-run-out-next = The risk, a condition or a clearance has to be recorded anew. Do that on the page of the case, then read this once more.

trouble-invalid-what = The service could not take that
trouble-invalid-safe = Nothing was lost.
trouble-invalid-next = Reload this page and try again. If it happens again, call your facilitator.

trouble-too-large-what = That is too big
trouble-too-large-safe = Nothing was lost.
trouble-too-large-next = Choose something shorter, or ask your facilitator for help.

trouble-no-room-what = There is no room for this at the moment
trouble-no-room-safe = Nothing was sent, and nothing of yours was lost.
trouble-no-room-next = { $gb ->
    [0] There is room for something smaller than 1 GB.
   *[other] There is room for { $gb } GB.
} Choose something shorter, or ask your facilitator for help.

trouble-too-many-begun-what = You have begun several things and not sent them yet
trouble-too-many-begun-safe = Nothing of them was lost.
trouble-too-many-begun-next = Go back to your page, open one of them and go on with it. Or ask your facilitator.

trouble-nobody-yet-what = There is nobody to send this to yet
trouble-nobody-yet-safe = Nothing was lost. The other person has not joined yet.
trouble-nobody-yet-next = Your facilitator will tell you when you can write.

trouble-several-people-what = More than one person could receive this
trouble-several-people-safe = So nothing was sent, and nothing was lost.
trouble-several-people-next = Please call your facilitator. They can tell you what to do.

trouble-file-changed-what = That is not the same recording
trouble-file-changed-safe = What was sent before is safe.
trouble-file-changed-next = Choose the very same file as the first time. Then it goes on where it stopped.

trouble-upload-what = The recording stopped on its way
trouble-upload-safe = What was sent before is safe.
trouble-upload-next = Try again. It goes on where it stopped.

trouble-playback-what = This browser cannot play it
trouble-playback-safe = Nothing was lost.
trouble-playback-next = Reload the page and try again, or use another browser.
