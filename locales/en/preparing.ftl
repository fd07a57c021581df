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
obstacle-restriction-blocks = An order or a condition does not allow it.
obstacle-restriction-expired = The day until which an order or a condition was recorded has passed.
obstacle-proceedings-live = A court or the police has not finished.
obstacle-clearance-missing = The establishment has not given its clearance.
obstacle-clearance-expired = The establishment’s clearance is over.
obstacle-plan-missing = There is no plan for the exchange.
obstacle-medium-not-in-plan = The plan does not have this.
obstacle-rounds-used-up = Every round of the plan has been used.
obstacle-choice-missing = They have not chosen yet how they want to hear.
obstacle-not-asked-for = They want to hear only when they ask, and have not asked.
obstacle-not-wanted = They do not want to be told of anything.
obstacle-declined = They said no to this. They can ask for it again.
obstacle-other = Something else is missing. Ask your supervisor.
obstacle-media = Only for: { $media }

by-facilitator = You or a colleague can do this.
by-harmed = The person harmed does this on their own page.
by-responsible = The person responsible does this on their own page.
act-explain = Record what you explained
act-prepare = Record that they are prepared
act-assess-risk = Record the risk
act-settle-restriction = Look at the orders and conditions
act-clear-proceedings = Record that it can go ahead
act-get-clearance = Look at the clearances
act-agree-plan = Record the plan

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
