### How somebody wants to hear that something has arrived, and saying no to it. Nobody is asked for a
### reason, and nobody else is told.

hearing-title = How you want to hear
hearing-line = You decide whether we tell you when something has arrived for you.
hearing-now-undecided = You have not chosen yet. Until you do, we tell you nothing.
hearing-now-tell-me = We tell you when something has arrived.
hearing-now-only-if-asked = We tell you only when you ask.
hearing-now-never = We tell you nothing.
hearing-first-title = Choose how you want to hear
hearing-first-line = Until you choose, we tell you nothing, even if something has arrived.
hearing-first-go = Choose now
hearing-stands-tell-me = On { $day } you chose: tell me.
hearing-stands-only-if-asked = On { $day } you chose: only if I ask.
hearing-stands-never = On { $day } you chose: never tell me.
hearing-question = If something arrives for you
hearing-tell-me = Tell me
hearing-tell-me-hint = We show on your page that something has arrived. You still decide whether to open it.
hearing-only-if-asked = Only if I ask
hearing-only-if-asked-hint = We show nothing until you ask if there is anything.
hearing-never = Never tell me
hearing-never-hint = We show nothing, even if you ask. Your facilitator keeps it safe.
hearing-missing = Choose if you want to be told
author-title = What may the other person know?
author-line = They are never told at what time, and never that you said no to something. What they know can only change once a day, in the morning.
author-question = The other person may know
author-nothing = Nothing
author-nothing-hint = They see that it is with their facilitator, whatever you do.
author-accepted = That I would like to receive it
author-accepted-hint = They are not told if you open it.
author-opened = That I have opened it
author-opened-hint = They are told too that you would like to receive it.
author-missing = Choose what the other person may know
hearing-check-title = Check your choice
hearing-check-means = You can change this at any time. Nobody asks you why.
hearing-save = Save my choice
hearing-leave = Leave it as it was
hearing-saved-title = Your choice is saved
hearing-saved-tell-me = We tell you when something has arrived.
hearing-saved-only-if-asked = We tell you only when you ask.
hearing-saved-never = We tell you nothing.
author-saved-nothing = The other person is told nothing of what you do. If they were told more before, that ends the next morning.
author-saved-accepted = From the next morning the other person may know if you would like to receive what they sent.
author-saved-opened = From the next morning the other person may know if you have opened what they sent.

## Asking

ask-title = Is there anything for me?
ask-hint = We look only when you ask.
ask-line = We can look for you now.
ask-private = The other person is not told that you ask.
ask-button = Look now
ask-not-now = Not now
ask-nothing-title = There is nothing for you now
ask-nothing-line = You can ask again whenever you like.
ask-something-title = Something has arrived
ask-something-line = You do not have to look at it. You decide on your page what to do.
ask-something-go = Go to your page

## Saying no

when-no = I do not want this
when-no-hint = It stays closed. You do not have to say why.
decline-title = You do not want this?
decline-what = It stays closed.
decline-other = The other person is not told. They see the same as before.
decline-again = If you change your mind, you can ask for it another day.
decline-yes = No, I do not want it
declined-title = You said no to this
declined-what = It stays closed. The other person is not told.
declined-next = If you change your mind, you can ask for it and decide anew.
ask-for-it = Ask for it after all

## How

how-title = How would you like to receive it?
how-question = Choose one
how-read = Read it on this page
how-read-hint = You open it yourself.
how-listen = Play it on this page
how-listen-hint = You open it yourself.
how-on-paper = On paper
how-on-paper-hint = Your facilitator prints it and brings it to you.
how-with-facilitator = With my facilitator
how-with-facilitator-hint = Your facilitator is with you and reads or plays it to you.
how-missing = Choose how you would like to receive it
supporter-label = Who will be with you?
supporter-hint = You do not have to say. Only your facilitator and their team can read it.
accept-supporter = Who is with you
accept-means-handed = Your facilitator arranges it with you. Until then it stays closed.
to-be-on-paper-title = You asked for it on paper
to-be-together-title = You asked for it with your facilitator
to-be-handed-when = You chose { $from } until { $until }.
to-be-handed-next = Your facilitator arranges it with you. It stays closed until then.
was-on-paper-title = It was given to you on paper
was-together-title = You received it with your facilitator
over-anew = Choose another time

## What an author may know

own-told-accepted = The other person would like to receive it.
own-told-opened = The other person has opened it.
own-told-daily = This can only change in the morning. They decide how much you are told.

## What I want the other person to know

wish-title = Before they write to you
wish-hint = How you would like to be named, and more.
wish-line = You can say what the other person should know before they write. You do not have to. Your facilitator reads it first and passes it on.
wish-named = How would you like to be named?
wish-named-hint = For example a first name, or no name at all. Leave it empty if it does not matter to you.
wish-sign = May they sign with their name?
wish-sign-yes = Yes, they may
wish-sign-no = No, please without a name
wish-typed = Typed or handwritten?
wish-typed-either = It does not matter
wish-typed-typed = Typed, please
wish-more = Is there anything else?
wish-more-hint = For example a day on which you would rather not hear from them.
wish-too-long = Write less than 2,000 characters
wish-save = Tell my facilitator
wish-saved-title = Your facilitator has it
wish-saved-line = They read it and pass it on. You can change it at any time.
their-wishes-title = What the other person asked
their-wishes-named = They would like to be named:
their-wishes-unsigned = Please do not sign with your name.
their-wishes-typed = Please type it.

## After opening

keeping-title = Where should it be now?
keeping-line = You decide. You do not have to decide today.
keeping-is-kept = You keep it here. You can open it again while your case allows it.
keeping-told-nothing = The other person is not told.
keeping-told-accepted = The other person is not told where it is. You have chosen that they may know that you would like to receive it, and no more.
keeping-told-opened = The other person is not told where it is. You have chosen that they may know that you have opened it.
keep-here = Keep it here
kept-title = You keep it here
kept-what = It is on your page. You can open it again while your case allows it.
kept-letter-again = Open the letter again
kept-recording-again = Open the recording again
keep-held = Ask the service to hold it
keep-give-back = Give it back
held-title = The service holds this for you
held-what = It is not on your page and stays closed. Nothing is destroyed. You can ask for it back whenever you like.
held-ask-back = Ask for it back
give-back-title = Give it back for good?
give-back-what = You will not be able to open it again.
give-back-hold = If you only want it out of sight, ask the service to hold it instead. Then you can ask for it back.
give-back-yes = Yes, give it back
given-back-title = You gave this back
given-back-what = It is no longer yours to open. The other person is not told.
home-held = Held for you
