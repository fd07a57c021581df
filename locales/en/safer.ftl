### Safer renditions: what is asked for, what was changed, and what its author says.
### Nobody here is promised that a voice or a face cannot be known, and a recipient reads none of it.

## What was changed, in words

edit-cut = Taken away: { $from } to { $until }
edit-sound-only = Only the sound is kept
edit-voice = How voices sound is changed
edit-noise = Steady noise is taken away
edit-blur = Blurred { $when }: { $where }
edit-pixelate = In squares { $when }: { $where }
edit-where-whole = the whole picture
edit-where-box = a box { $left }% from the left and { $top }% from the top, { $width }% wide and { $height }% high
edit-when-throughout = all the way through
edit-when-time = from { $from } to { $until }
edits-times = Times are those of the recording as it was sent.
edits-voice = A voice that was changed can still be known by who knows it.

## What a reader asks for

safer-offer-title = If something in it should not go across
safer-offer-line = You can have a part of it cut out, hidden or changed. Its author is shown what was made, and nothing goes further before they agree.
safer-begin = Have it made safer

safer-title = Have it made safer
safer-line = Choose one change after another. It is made anew from the recording as it was sent, and nothing is asked for before you have looked at all of them.
safer-at = The player stands at { $time }.
safer-question = What do you want changed?
safer-kind-cut = Take a time away
safer-kind-hide = Hide the picture, or a part of it
safer-kind-voice = Change how voices sound
safer-kind-noise = Take steady noise away
safer-kind-sound-only = Keep only the sound
safer-hint-cut = Neither picture nor sound is left of it.
safer-hint-hide = A box stays where it is. It does not follow what moves.
safer-hint-voice = Voices are changed, not hidden. Who knows a voice can still know it.
safer-hint-noise = Such as wind, or a fan.
safer-hint-sound-only = No picture is left.
safer-from = From
safer-until = Until
safer-time-hint = Minutes and seconds, such as 1:05.5
safer-from-here = From here
safer-until-here = Until here
safer-how = How it is hidden
safer-how-blur = Blurred
safer-how-pixelate = In squares
safer-whole = The whole picture
safer-still = The picture where the player stands, with the box on it
safer-still-hint = This is where the player stands. Draw a box on it, or type where the box is.
safer-left = From the left, in percent
safer-top = From the top, in percent
safer-width = How wide, in percent
safer-height = How high, in percent
safer-throughout = All the way through
safer-add = Add this
safer-list-title = What you ask for
safer-list-none = Nothing yet.
safer-take-out = Take this out
safer-plain = Have it as it was sent

safer-nothing = Choose what you want changed
safer-unchanged = Just this was made already. Change something, or go back
safer-wrong-no-kind = Choose what you want changed
safer-wrong-no-time = Type minutes and seconds, such as 1:05.5
safer-wrong-no-number = Type a number from 0 to 100
safer-wrong-time = This must be later than the time it begins at
safer-wrong-behind-its-end = The recording has ended by then
safer-wrong-touches = This touches a time that is taken away already. Take that one out of the list first
safer-wrong-too-little-left = Less than a second would be left. Return the recording instead
safer-wrong-box = The box must lie within the picture
safer-wrong-twice = This is in the list already
safer-wrong-without-picture = Where only the sound is kept there is nothing to hide. Take one of the two out of the list
safer-wrong-too-many = No more changes fit. Take one out of the list first
safer-wrong-no-picture = This recording has no picture
safer-wrong-no-sound = This recording has no sound

safer-check-title = Check before you ask
safer-check-plain = Nothing. It is made again as it was sent.
safer-check-next = You hand it back with this, and it is made. Whoever takes it from the queue then reads all of it again.
sees-author-safer = What was changed. They play it, and say whether it may go on like this.
sees-team-safer = What you ask for, and what its author says.
safer-ask = Ask for it
safer-asked-title = It is being made
safer-asked-what = Once it is made it is in the queue again, at its place. That takes about as long as the first time.
safer-asked-next = Its author is shown it then. Nobody can approve it before they agree.
safer-asked-plain = Nothing is changed in it, so nobody is asked.

## What a reader sees of it

changed-title = It was made safer
changed-agreed = Its author has played it, and agreed.
changed-wanted = Its author has not answered yet. You can read it, and approve it once they have agreed.
changed-declined = Its author said no to this. You can have it changed in another way or as it was sent, or return it with your words.
changed-failed = What was asked for last could not be made. This is what there was before.
decide-not-agreed = Its author has not agreed to what was changed, so you cannot approve it.
queue-author = It waits for its author’s answer

## What its author is asked

status-author-changed = It waits for your answer
agree-waits = Your recording waits for your answer
agree-made-safer = It was made safer
agree-waits-line = Your facilitator had something changed in it, to make it safer. It goes no further before you have played it and said yes.
agree-look = See what was changed
agree-agreed = You have said yes to what was changed in it.
agree-declined = You have said no to what was changed in it. You can look at it again, and still say yes.
agree-title = What was changed in your recording
agree-what = This is all that was changed. Play it, then say whether it may go on like this.
agree-done = You have said yes to this. It goes on only like this, and only if your facilitator approves it.
agree-length = It lasts { $length }.
agree-covered = Played so far: { $percent } percent
agree-covered-part = You can say yes once you have played all of it.
agree-covered-whole = You have played all of it.
agree-question = May it go on like this?
agree-either = There is no hurry, and you can say no. If you want to know why it was changed, call your facilitator.
agree-yes = Yes, it may go on like this
agree-no = No, not this one
agree-nothing = There is nothing to answer here now.
answered-yes-title = You have said yes
answered-yes-what = Your facilitator goes on with it.
answered-yes-next = It is passed on only like this, and only if they approve it. You can still take it back.
answered-no-title = You have said no to this one
answered-no-what = It does not go on like this. Your facilitator sees your answer.
answered-no-next = They can have it changed in another way, have it as you sent it, or talk with you. If you change your mind, you can still say yes to this one.
own-changed = Your facilitator had this changed in it, to make it safer:

trouble-not-seen-what = Not all of it was played
trouble-not-seen-safe = Nothing was lost, and nothing was signed.
trouble-not-seen-next = Play it once more from its beginning to its end, then say yes.
