### What readers decide, what its author is told of it, and asking for another look.
### What somebody wants is theirs: no sentence for an author may say what the other person chose.

## Deciding

go-to-decision = Continue to your decision
decide-early = I have to decide before the end
decide-title = Your decision
decide-question = What do you decide?
decide-hint = Nothing is signed yet. You can look at everything once more on the next pages.
decide-approve = Approve it
decide-approve-hint = It may reach the other person, as they asked.
decide-return = Return it for changes
decide-return-hint = Its author can change it and send it again.
decide-withhold = Withhold it
decide-withhold-hint = It is not passed on. Its author can ask once for somebody else to look again.
decide-escalate = Escalate it
decide-escalate-hint = Somebody may be in danger. It is locked until a supervisor has looked into it.
decide-missing = Choose what you decide
decide-not-whole = You have not come to the end yet, so you cannot approve it. You can go back and go on.
hand-back-title = If you cannot go on
hand-back-line = Put it back, and a colleague can take it. Nothing is signed.
hand-back = Put it back in the queue

no-title-return = Return it for changes
no-title-withhold = Withhold it
no-reason = What is the reason?
no-reason-hint = Its author is told this in plain words.
no-reason-private = Its author is told only that it cannot be passed on now. What the other person wants stays theirs.
no-reason-missing = Choose a reason
no-words = Your words to its author
no-words-hint-return = They read exactly this. Say what should change, and what is good as it is. The other person never sees it.
no-words-hint-withhold = They read exactly this. Be honest and kind, and say what they can do now. The other person never sees it.
no-words-missing = Write some words to its author
no-words-too-long = Please write less. Up to 4000 characters fit
no-words-none = None
no-fact-reason = Reason
no-fact-told = What its author is told

reason-identifies-someone = It shows who somebody is, or where they are
reason-contact-details = It gives a phone number, an address or another way to get in touch
reason-blames = It blames the other person
reason-threatens = It threatens somebody, or sounds like a threat
reason-may-hurt = It may hurt the other person
reason-goes-against-wishes = It does not keep to what the other person asked for
reason-unclear = It is hard to understand
reason-recording-unusable = It cannot be heard or seen well enough
reason-seeks-contact = It tries to get in touch in another way
reason-breaks-an-order = It goes against a court order or a condition
reason-would-harm = It would harm somebody
reason-not-wanted = It is not wanted
reason-other = Something else

check-return-title = Check before you return it
check-withhold-title = Check before you withhold it
check-escalate-title = Check before you escalate it
sees-title = Who sees what
sees-author = Its author
sees-other = The other person
sees-team = Your team
sees-author-return = That it comes back for changes, why, and your words.
sees-author-withhold = That it is not passed on, why, and your words. They can ask once for another look.
sees-author-escalate = That it is with their facilitator, as before. Nothing else.
sees-other-nothing = Nothing. They are not told that there is anything.
sees-team-return = Your decision, the reason and your words. Your signature is on them.
sees-team-withhold = Your decision, the reason and your words. Your signature is on them.
sees-team-escalate = That you have locked it, and your words. Your signature is on them.
signing-decision = Signing. This takes a moment.
sign-return = Return it for changes
sign-withhold = Withhold it
sign-escalate = Lock it now

escalate-title = Escalate it
escalate-what = If somebody may be in danger, do this now. You do not have to read to the end.
escalate-point-1 = It is locked at once. Nobody can read it, decide about it or open it.
escalate-point-2 = Your team sees that it is locked, and what you write here.
escalate-point-3 = A supervisor on the team, and not you, looks into it and can unlock it.
escalate-point-4 = The author and the other person are not told.
escalate-call = Nobody is called by this. If a life or a child is in danger, call 999 or your duty team first.
escalate-words = Your words to the team
escalate-words-hint = What worries you, and what you have done. You can leave this empty.

done-return-title = It is returned for changes
done-return-what = Its author sees why, and your words, when they next look.
done-return-next = When they send it again, it comes back to the queue and is read anew.
done-withhold-title = It is withheld
done-withhold-what = Its author sees why, and your words, when they next look.
done-withhold-next = If they ask for another look, somebody else decides. You cannot take it then.
done-escalate-title = It is locked
done-escalate-what = Nobody can open it now.
done-escalate-next = Tell a supervisor on this team yourself. They see it among what is locked.

## What its author is told

why-identifies-someone = Something in it could show who somebody is, or where they live or work.
why-contact-details = There is a phone number, an address or another way to get in touch in it.
why-blames = Part of it could sound as if the other person were to blame.
why-threatens = Part of it could make somebody afraid.
why-may-hurt = Part of it could hurt somebody, even if you do not mean it to.
why-goes-against-wishes = Part of it does not keep to what the other person asked of anyone who writes to them.
why-unclear = Part of it is hard to understand.
why-recording-unusable = It cannot be heard or seen well enough.
why-seeks-contact = It asks for contact in another way than through this service.
why-breaks-an-order = A court order or a condition does not allow it.
why-would-harm = It could harm somebody.
why-not-wanted = It cannot be passed on as things are now.
why-other = They say why in their own words.

why-title = Why
why-words = In your facilitator’s words
own-returned-next = There is no hurry. You can change it and send it again, or leave it. Talk with your facilitator if you like.
own-sent-so-far = What you sent
next-letter = Write the next version
next-letter-title = The next version of your letter
next-letter-line = These are your words from before. Change what you want. What you sent before stays with you and your facilitator’s team.
next-recording = Send another file
next-recording-line = It takes the place of the one before, which goes no further.
own-withheld-next = If you think that is wrong, somebody else can look at it again.
own-withheld-talk = This can be hard to read. If you want to talk about it, call your facilitator.
own-looked-again = Somebody else has looked at it again, as you asked, and has decided the same. It stays with you.
own-asked-again = You asked for somebody else to look again. Nothing more is needed from you.

## Asking for another look

appeal-link = Ask somebody else to look again
appeal-title = Should somebody else look again?
appeal-what = Somebody else on the team goes through all of it again, and decides.
appeal-point-1 = It is never the person who decided before.
appeal-point-2 = They have seven days.
appeal-point-3 = You can ask once for each letter and recording. You do not have to say why.
appeal-point-4 = The other person is not told.
appeal-yes = Ask somebody else
appeal-not-now = There is nothing to ask for now.
not-this-time = Leave it as it is
appealed-title = Somebody else will look again
appealed-what = You have asked. It is with the team again.
appealed-next = They have seven days. You will see it here if something is decided that you should know.
appealed-look = Back to it

## Another look, and what is locked

appealed-item = Its author asked for another look.
appealed-due = Its author asked for another look. A decision is due by { $day }.
said-before = What readers said to its author before
said-before-returned = Version { $version }, returned for changes
said-before-withheld = Version { $version }, withheld
locked-items-title = Locked
locked-items-what = Somebody may be in danger. Nobody can read this, decide about it or open it.
locked-words = What the reader says
locked-no-words = The reader wrote nothing with it. Ask your team.
locked-unlock = A supervisor on the team who did not lock it looks into it.
locked-case = Go to the case
trouble-not-yours-what = What is waiting is for a colleague
trouble-not-yours-safe = You wrote it, read it or decided about it before. Nothing was changed.
trouble-not-yours-next = Somebody else on the team has to take it. You can tell them.

## What this device finds in a letter

look-title = Look at these ({ $many })
look-line = Your own browser found these in the letter. They may be nothing, and it may have missed others. Nothing was sent anywhere.
mark-phone = Phone number
mark-email = E-mail address
mark-link = Link
mark-here = { $what }:
mark-not-to-tell = Must not be told
mark-agency-word = The agency’s word
look-lists-missing = What must not be told to the other side, and the agency’s words, could not be fetched. Nothing was looked for from those lists. Read with them beside you, or load this page again.
not-to-tell-title = What must not be told
not-to-tell-line = Names, places and anything else that must not cross to the other side. Readers’ own browsers look for it in every letter.
not-to-tell-go = Look at it, or add to it
not-to-tell-what = Readers are shown each of these where it stands in a letter, in capitals or not, with accents or without. It is a help and no more: a reader decides, and nothing is held back by itself.
not-to-tell-how = It is locked for the team of this case. Neither side, nor whoever runs the service, can read it.
not-to-tell-harmed = What the person harmed does not want told
not-to-tell-responsible = What the person responsible does not want told
not-to-tell-anybody = What else must not be told
not-to-tell-hint = One in each line: a name, a street, a school.
not-to-tell-save = Save
not-to-tell-too-long = This list is too long. Keep it under 4,000 characters.
not-to-tell-saved-title = It is saved
not-to-tell-saved = Readers will be shown where it stands in a letter, from now on.
not-to-tell-back = Back to the case

unlock-link = Unlock it
unlock-title = Unlock it?
unlock-line = Do this once you have looked into it and nobody is in danger any more, or those who can help know.
unlock-point-1 = It goes back to what waits to be read, at its old place.
unlock-point-2 = Somebody reads it and decides about it. Unlocking approves nothing.
unlock-point-3 = Neither of the two people is told.
unlock-sign = Sign that I have looked into it
unlocked-title = It is unlocked
unlocked-line = It waits to be read again.

trouble-locked-by-you-what = You locked this yourself
trouble-locked-by-you-safe = Nothing was changed. It stays locked.
trouble-locked-by-you-next = Another supervisor on the team has to look into it.

beside-title = Beside it
beside-line = What you write here is for this case’s readers. If you return it for changes, it is put into your words to its author, and you can change it before it is sent.
beside-written = { $many ->
    [one] One thing is written beside it
   *[other] { $many } things are written beside it
}
beside-at-paragraph = Paragraph { $number }, “{ $begins }”
beside-at-page = Page { $number }
beside-at-time = At { $time }
beside-take-away = Take this away
beside-paragraph = Which paragraph?
beside-page = Which page?
beside-time = At what time?
beside-time-hint = Minutes and seconds, as in 1:05.
beside-no-time = Give a time within the recording, as in 1:05
beside-words = What do you want to write there?
beside-missing = Write something
beside-too-long = Keep it under 1,000 characters
beside-add = Write it beside
beside-most = No more can be written beside this one. Take something away first.
