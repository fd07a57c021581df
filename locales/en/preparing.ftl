### What the team records before an exchange, and what stands in its way.

before-exchange-title = Before an exchange
before-exchange-line = This is what stands in the way now.
before-exchange-clear = Nothing stands in the way now.
both-directions = Both ways
direction-harmed = From the person harmed, round { $round }
direction-responsible = From the person responsible, round { $round }
direction-clear = Can go ahead: { $media }.
direction-nothing-else = Nothing else stands in the way.
not-in-plan = Not in the plan: { $media }.
medium-letter = Letters
medium-recording = Recordings
medium-paper = Letters on paper

obstacle-author-not-informed-harmed = Nobody has explained taking part to the person harmed.
obstacle-author-not-informed-responsible = Nobody has explained taking part to the person responsible.
obstacle-recipient-not-informed-harmed = Nobody has explained taking part to the person harmed.
obstacle-recipient-not-informed-responsible = Nobody has explained taking part to the person responsible.
obstacle-author-consent-missing-harmed = The person harmed has not said yes to taking part and to sending.
obstacle-author-consent-missing-responsible = The person responsible has not said yes to taking part and to sending.
obstacle-recipient-consent-missing-harmed = The person harmed has not said yes to taking part and to receiving.
obstacle-recipient-consent-missing-responsible = The person responsible has not said yes to taking part and to receiving.
obstacle-author-not-ready-harmed = The person harmed is not prepared for round { $round }.
obstacle-author-not-ready-responsible = The person responsible is not prepared for round { $round }.
obstacle-recipient-not-ready-harmed = The person harmed is not prepared for round { $round }.
obstacle-recipient-not-ready-responsible = The person responsible is not prepared for round { $round }.
obstacle-acknowledgement-missing = The person responsible has not said that they accept responsibility.
obstacle-risk-not-assessed = The risk has not been assessed.
obstacle-risk-expired = The risk was assessed too long ago.
obstacle-risk-not-acceptable = The risk is not acceptable.
obstacle-risk-triggered = Something has happened since the risk was assessed that asks for it to be assessed again.
obstacle-restriction-blocks = An order or a condition does not allow it.
obstacle-restriction-expired = The day until which an order or a condition was recorded has passed.
obstacle-proceedings-live = A court or the police has not finished.
obstacle-clearance-missing = The establishment has not given its clearance.
obstacle-clearance-expired = The establishment’s clearance is over.
obstacle-day-not-confirmed = Their establishment has not confirmed a day for it, or it is not that day between eight and half past four.
obstacle-plan-missing = There is no plan for the exchange.
obstacle-medium-not-in-plan = The plan does not have this.
obstacle-rounds-used-up = Every round of the plan has been used.
obstacle-reply-not-in-plan = They have received something, and the plan has no reply of theirs.
obstacle-age-passed = A birthday has passed since somebody’s age was recorded.
obstacle-guardian-missing = A guardian has not agreed.
obstacle-second-reader-missing = { blocker-second-reader-missing }
obstacle-employed-here = { blocker-employed-here }
obstacle-sign-off-missing = { blocker-sign-off-missing }
obstacle-harm-not-recorded = { blocker-harm-not-recorded }
obstacle-barred-by-policy = { blocker-barred-by-policy }
obstacle-paused = Somebody has paused.
obstacle-choice-missing = They have not chosen yet how they want to hear.
obstacle-not-asked-for = They want to hear only when they ask, and have not asked.
obstacle-not-wanted = They do not want to be told of anything.
obstacle-declined = They said no to this. They can ask for it again.
obstacle-other = Something else is missing. Ask your supervisor.
obstacle-media = Only for: { $media }

by-facilitator = You or a colleague can do this.
by-harmed = The person harmed does this on their own page.
by-responsible = The person responsible does this on their own page.
by-supervisor = A supervisor of the team does this.
by-pauser = Whoever paused lets it go on, on their own page.
by-service = Wait until it has arrived. If it waits to be read, a reader takes it.
how-add-reader = Bring a colleague into the team. This is done at the terminal, with “team add”.
how-hand-over = It has to go to another organisation. Talk to your supervisor.
act-explain = Record what you explained
act-prepare = Record that they are prepared
act-assess-risk = Record the risk
act-settle-restriction = Look at the orders and conditions
act-clear-proceedings = Record that it can go ahead
act-get-clearance = Look at the clearances
act-confirm-day = Record the day
act-agree-plan = Record the plan
act-declare-conflict = Record your own ties
act-record-age = Record how old they are
act-record-employment = Record who employs them
act-ask-guardian = Record what the guardian said
act-ask-for-two-readers = Ask for two readers
act-sign-off = Sign it off

## What is recorded

records-title = What is recorded
records-line = You can record each of these again at any time. The last one counts.
record-this = Record
recorded-nothing = Not recorded yet
recorded-over = This day has passed.
recorded-information-given = Explained on { $day }
recorded-risk-acceptable = Acceptable until { $until }. Assessed on { $day }.
recorded-risk-not-acceptable = Not acceptable. Assessed on { $day }.
recorded-restriction-blocks = Does not allow this service, until { $until }
recorded-restriction-permits = Allows this service, until { $until }
recorded-restriction-lifted = Lifted. Recorded on { $day }.
recorded-proceedings-live = Not finished. Recorded on { $day }.
recorded-proceedings-cleared = Can go ahead. Recorded on { $day }.
recorded-clearance-needed = Needed. Recorded on { $day }.
recorded-clearance-given = Given until { $until }
recorded-clearance-not-needed = Not needed. Recorded on { $day }.
recorded-readiness-ready = Prepared. Recorded on { $day }.
recorded-readiness-not-ready = Not prepared. Recorded on { $day }.
recorded-plan-agreed = { $rounds ->
    [one] { $rounds } round. { $media }. Agreed on { $day }.
   *[other] { $rounds } rounds. { $media }. Agreed on { $day }.
}
fact-person = Person
fact-explained = Explained
fact-language = Language
fact-until = Until
fact-risk = Risk
fact-proceedings = Court and police
fact-clearance = Clearance
fact-readiness = Prepared
fact-readiness-round = Prepared for round { $round }
fact-round = Round
fact-rounds = Rounds
fact-media = In which ways
fact-plan = Plan
fact-restricts = Whom it is about
fact-restriction = What it says
fact-own-word = Their own word
own-take-part-any-undecided = Taking part: nothing said yet
own-take-part-any-yes = Taking part: yes, { $day }
own-take-part-any-withdrawn = Taking part: taken back, { $day }
own-send-letter-undecided = Sending letters: nothing said yet
own-send-letter-yes = Sending letters: yes, { $day }
own-send-letter-withdrawn = Sending letters: taken back, { $day }
own-send-recording-undecided = Sending recordings: nothing said yet
own-send-recording-yes = Sending recordings: yes, { $day }
own-send-recording-withdrawn = Sending recordings: taken back, { $day }
own-receive-letter-undecided = Receiving letters: nothing said yet
own-receive-letter-yes = Receiving letters: yes, { $day }
own-receive-letter-withdrawn = Receiving letters: taken back, { $day }
own-receive-recording-undecided = Receiving recordings: nothing said yet
own-receive-recording-yes = Receiving recordings: yes, { $day }
own-receive-recording-withdrawn = Receiving recordings: taken back, { $day }
own-acknowledgement-undecided = Accepting responsibility: nothing said yet
own-acknowledgement-yes = Accepting responsibility: yes, { $day }
own-acknowledgement-withdrawn = Accepting responsibility: taken back, { $day }

## Recording one thing

record-check-title = Check before you sign
record-check-line = You sign this with your own key. It stays in the record of the case.
record-signing = Signing. This takes a moment.
record-sign = Sign and record
recorded-title = It is recorded
recorded-line = Your signature is on it.
recorded-back = Back to the case
recorded-more = What else is recorded
record-status-missing = Choose one of these
choose-number = Choose
date-hint = For example, { $day } { $month } { $year }
date-part-day = Day
date-part-month = Month
date-part-year = Year
date-missing = Type the day until which it holds
date-none = There is no such day. Check day, month and year
date-over = That day has passed. Type a later one

explain-title-harmed = What did you explain to the person harmed?
explain-title-responsible = What did you explain to the person responsible?
explain-line = Record this once you have explained all of it, and they have told you in their own words what it means.
explain-language = In which language did you explain it?
explain-language-missing = Choose the language in which you explained it

risk-title = Assess the risk
risk-line = Look at both people, at what happened, and at what may come of it. Assess it again when something changes.
risk-question = Is the risk of an exchange acceptable?
risk-acceptable = Yes, until a day
risk-not-acceptable = No, it is not acceptable
risk-not-acceptable-hint = Nothing can be sent, offered or opened.
risk-until = Until which day?

restrictions-title = Orders and conditions
restrictions-none = None recorded.
restriction-number = Order or condition { $number }
restriction-title = What has become of this order or condition?
restriction-title-new = Record an order or a condition
restriction-line = Ask whoever made it, and read what it says. What it is called and who told you belong in your notes.
restriction-person = Whom is it about?
restriction-person-missing = Choose whom it is about
restriction-question = What does it say about an exchange?
restriction-blocks = It does not allow this service
restriction-hint-blocks = Nothing can pass, whatever people have agreed to.
restriction-permits = It allows contact through this service
restriction-hint-permits = It stands in the way of other contact only.
restriction-lifted = It has been lifted
restriction-until = Until which day does it hold?

proceedings-title = Court and police
proceedings-line = While a court or the police is still at it, nothing can pass.
proceedings-question = Can an exchange go ahead?
proceedings-live = No, they have not finished
proceedings-live-hint = Nothing can pass until the police or the prosecutor say so.
proceedings-cleared = Yes, it can go ahead
proceedings-cleared-hint = They have finished, or the police or the prosecutor have said so.

clearance-title-harmed = Clearance for the person harmed
clearance-title-responsible = Clearance for the person responsible
clearance-line = Somebody in custody needs the clearance of the place where they are.
clearance-question = Is a clearance needed?
clearance-not-needed = No, none is needed
clearance-not-needed-hint = They are not in custody.
clearance-needed = Yes, and it is not there yet
clearance-needed-hint = Nothing can pass until it is.
clearance-given = Yes, and it was given until a day
clearance-until = Until which day?

readiness-title-harmed = Is the person harmed prepared?
readiness-title-responsible = Is the person responsible prepared?
readiness-line = Talk with them before each round: what they hope for, what may come, and who is there for them.
readiness-round = Which round?
readiness-round-hint = Round 1 is the first letter or recording that somebody sends, round 2 the second.
readiness-question = Are they prepared for this round?
readiness-ready = Yes, they are prepared
readiness-not-ready = No, not yet
round-missing = Choose the round

plan-title = Plan the exchange
plan-line = Record what both people have agreed to. You can agree on another plan later.
plan-rounds = How many rounds?
plan-rounds-hint = In each round each of them can send one letter or recording.
plan-media = In which ways?
plan-media-hint = Choose all that both have agreed to.
rounds-missing = Choose how many rounds
media-missing = Choose one way or more

## About the case and its people, before it is ready

before-ready-title = Before the case is ready
records-what = What was explained, assessed, confirmed and agreed, each with a signature.
records-look = Look at it, or record more
recorded-age-adult = 18 or older. Recorded on { $day }.
recorded-age-young = 16 or 17. Turns 18 on { $next }.
recorded-age-child = Under 16. Turns 16 on { $next }.
recorded-guardian-agreed = Agreed. Recorded on { $day }.
recorded-guardian-refused = Did not agree. Recorded on { $day }.
recorded-guardian-not-required = Nobody needs to be asked. Recorded on { $day }.
recorded-guardian-not-safe-to-ask = Not safe to ask. Signed by a supervisor on { $day }.
recorded-employment-employed = Employed by your organisation. Recorded on { $day }.
recorded-employment-not-employed = Not employed by your organisation. Recorded on { $day }.
recorded-custody-in-custody = In custody. Recorded on { $day }.
recorded-custody-community = Not in custody. Recorded on { $day }.
recorded-custody-day-supported = Confirmed for { $until }, with support.
recorded-custody-day-withdrawn = No day is confirmed. Recorded on { $day }.
recorded-conflict-none = No ties. Recorded on { $day }.
recorded-conflict-declared = Tied to one of them. Recorded on { $day }.
recorded-sign-off-given = Given on { $day }
recorded-sign-off-withdrawn = Taken back on { $day }
recorded-level-level-1 = Level 1. Recorded on { $day }.
recorded-level-level-2 = Level 2. Recorded on { $day }.
recorded-level-level-3 = Level 3. Recorded on { $day }.
recorded-setting-community = In the community. Recorded on { $day }.
recorded-setting-custody = In custody. Recorded on { $day }.
recorded-setting-youth = With a youth justice team. Recorded on { $day }.
recorded-setting-care-home = In a care home. Recorded on { $day }.
recorded-setting-school = At a school. Recorded on { $day }.
fact-age = Age
fact-guardian = Guardian
fact-employment = Employer
fact-custody = Custody
fact-custody-day = Day in custody
fact-conflict = Your own ties
fact-conflict-colleague = A colleague’s ties, { $number }
fact-sign-off = Supervisor’s sign-off
fact-level = Level
fact-setting = Setting
fact-readers = Readers
birthday-missing = Type the day of that birthday

ask-age-title-harmed = How old is the person harmed?
ask-age-title-responsible = How old is the person responsible?
ask-age-line = For somebody under 18 a guardian may have to agree, and two people read everything.
ask-age-question = How old are they?
ask-age-is-adult = 18 or older
ask-age-is-young = 16 or 17
ask-age-is-child = Under 16
ask-age-when-young = On which day do they turn 18?
ask-age-when-child = On which day do they turn 16?

ask-guardian-title-harmed = Has a guardian of the person harmed agreed?
ask-guardian-title-responsible = Has a guardian of the person responsible agreed?
ask-guardian-line = Ask a parent, a guardian or whoever has that duty. Where asking is not safe, a supervisor records that.
ask-guardian-question = What did they say?
ask-guardian-is-agreed = They agreed
ask-guardian-is-refused = They did not agree
ask-guardian-hint-refused = Nothing can pass.
ask-guardian-is-not-required = Nobody needs to be asked
ask-guardian-hint-not-required = Only at 16 or 17, and only where your policy says so.
ask-guardian-is-not-safe-to-ask = Asking them is not safe
ask-guardian-hint-not-safe-to-ask = You sign this as a supervisor. Write the reason into your notes.
ask-guardian-none = A guardian is asked only for somebody who is recorded as under 18.

ask-employment-title-harmed = Does your organisation employ the person harmed?
ask-employment-title-responsible = Does your organisation employ the person responsible?
ask-employment-line = An organisation cannot review what its own staff write or receive.
ask-employment-question = Which of these is true?
ask-employment-is-not-employed = Your organisation does not employ them
ask-employment-is-employed = Your organisation employs them
ask-employment-hint-employed = Then the case has to go to another organisation.

ask-custody-title-harmed = Is the person harmed in custody?
ask-custody-title-responsible = Is the person responsible in custody?
ask-custody-line = When they move to another place, record this again. Only the place where they are now can give its clearance.
ask-custody-question = Where are they?
ask-custody-is-community = Not in custody
ask-custody-is-in-custody = In custody
ask-custody-hint-in-custody = Then the place has to give its clearance.

ask-conflict-title = Does anything tie you to one of them?
ask-conflict-line = You should not work on the case of somebody you know, are related to, or have worked with in another role. You say this for yourself alone.
ask-conflict-question = Which of these is true for you?
ask-conflict-is-none = Nothing ties me to either of them
ask-conflict-is-declared = Something ties me to one of them
ask-conflict-hint-declared = Then a colleague takes the case on. Talk to your supervisor.

ask-sign-off-title = Sign off the special route
ask-sign-off-line = A case on the special route goes ahead only while a supervisor has signed it off.
ask-sign-off-question = Can this case go ahead?
ask-sign-off-is-given = Yes, I sign it off
ask-sign-off-is-withdrawn = No, the sign-off is taken back
ask-sign-off-hint-withdrawn = Nothing can pass until a supervisor signs it off again.
ask-sign-off-none = Only a supervisor can sign this off.

ask-level-title = Which level is this case?
ask-level-line = The level says how much contact there is, and how much time and training that takes.
ask-level-question = Which level?
ask-level-is-level-1 = Level 1
ask-level-hint-level-1 = Something small, settled soon after it happened.
ask-level-is-level-2 = Level 2
ask-level-hint-level-2 = Most cases. Both people are prepared over time.
ask-level-is-level-3 = Level 3
ask-level-hint-level-3 = Sensitive or complex, with a facilitator trained for that.

ask-setting-title = Where does this case belong?
ask-setting-line = This is for your reports. The people of the case do not see it.
ask-setting-question = Which setting?
ask-setting-is-community = In the community
ask-setting-is-custody = In custody
ask-setting-is-youth = With a youth justice team
ask-setting-is-care-home = In a care home
ask-setting-is-school = At a school

readers-title = Ask for two readers
readers-line = Two people then read everything before it is offered. You cannot go back to one.
readers-question = What should this case ask for?
readers-ask-two = Two readers
readers-hint-two = For somebody under 18 this is always needed.
readers-ask-special = Two readers and the special route
readers-hint-special = For sensitive cases. A supervisor has to sign it off.
readers-nothing-more = This case asks for two readers and the special route already.
readers-facilitator = A facilitator of the team asks for this.
readers-one = One reader
readers-two = Two readers
readers-special = Two readers, special route
## How they want to hear

fact-hearing = Wants to hear
hears-title = How they want to hear
hears-undecided = Nothing chosen yet. They are told nothing until they choose.
hears-tell-me = Tell me, { $day }.
hears-only-if-asked = Only if I ask, { $day }.
hears-never = Never tell me, { $day }.
lets-know-nothing = The other side is told nothing.
lets-know-accepted = The other side may know that something was accepted.
lets-know-opened = The other side may know that something was opened.

## Handing over

hand-over-title = To hand over
hand-over-printed = wants it on paper.
hand-over-read-aloud = wants to hear it read by you.
hand-over-played = wants to have it played by you.
hand-over-when = They chose { $from } until { $until }.
hand-over-not-yet = Something still stands in the way, or the time has not come.
hand-over-done = I have handed it over

## A day in custody

custody-day-title-harmed = A day for the person harmed
custody-day-title-responsible = A day for the person responsible
custody-day-line = Ask the place where they are. On that day somebody must be there for them when they have received it, and afterwards.
custody-day-ends = It must be a weekday. It can be received from eight in the morning until the middle of the afternoon, so that they are not locked in alone with it. When they move, ask again.
custody-day-question = Has the place confirmed a day?
custody-day-supported = Yes, and somebody is there for them
custody-day-supported-hint = Each thing that they receive takes such a day.
custody-day-which = Which day?
custody-day-withdrawn = No, or not any more
custody-day-withdrawn-hint = Nothing is released to them.
custody-day-weekend = Choose a day from Monday to Friday
custody-day-too-late = Choose a day on which it is not too late
