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
work-since = At once. Locked since { $when }

ask-follow-up-title-harmed = Did you speak with the person harmed?
ask-follow-up-title-responsible = Did you speak with the person responsible?
ask-follow-up-line = They opened something. Ask how they are. What they say is not recorded here.
ask-follow-up-question = Did you reach them?
ask-follow-up-is-made = Yes, we spoke
ask-follow-up-is-tried = No, I could not reach them
ask-follow-up-hint-tried = It is on your list again for the next working day.
fact-follow-up = Contact after opening
