### What a case is about, what a risk is assessed anew upon, and whose reply a plan has

how-change-policy = Only a new policy, or a supervisor’s correction of what is recorded, changes this. Talk to your supervisor before you tell anybody, and say why in your organisation’s own words.

act-record-harm = Record what it is about

harms-title = What the case is about

fact-triggers = Assessed again when
fact-contact-outside = Contact outside this service
fact-reply = Replies
fact-harm-domestic = Harm in a family or a relationship
fact-harm-sexual = Sexual harm
fact-harm-stalking = Stalking
fact-harm-exploitation = Exploitation
fact-harm-child = Harm to a child
fact-harm-other = Other harm

recorded-reply = Replies: { $reply }.
recorded-triggers = It is assessed again when: { $triggers }.
recorded-contact-outside-reported = Last reported on { $day }
recorded-harm-present = Yes. Recorded on { $day }.
recorded-harm-absent = No. Recorded on { $day }.

ask-harm-domestic-title = Is this case about harm in a family or a relationship?
ask-harm-sexual-title = Is this case about sexual harm?
ask-harm-stalking-title = Is this case about stalking?
ask-harm-exploitation-title = Is this case about exploitation?
ask-harm-child-title = Is this case about harm to a child?
ask-harm-other-title = Is this case about any other harm?
ask-harm-line = Your organisation’s policy says from this how the case is handled. The people of the case do not see it.
ask-harm-question = Is it about that?
ask-harm-is-present = Yes
ask-harm-hint-present = Only a supervisor can take this back.
ask-harm-is-absent = No
ask-harm-none = This is recorded. Only a supervisor can take it back.

risk-triggers = What must happen for it to be assessed again, whatever the day?
risk-triggers-hint = Nothing passes from then on until it is. Choose as many as apply, or none.

trigger-move = somebody goes into custody or is moved
trigger-release-from-custody = somebody is released from custody
trigger-new-order = an order or condition is recorded
trigger-escalation = something that was sent is escalated
trigger-pause = somebody pauses
trigger-contact-outside = contact outside this service is reported

ask-contact-outside-title = Was there contact outside this service?
ask-contact-outside-line = Record that it was reported to you. What was said, and by whom, goes into a note.
ask-contact-outside-question = What do you record?
ask-contact-outside-is-reported = Contact outside this service was reported

plan-reply = Who may reply to what they receive?
plan-reply-hint = Both know of this before they write. Whoever has received nothing yet can always write first.

reply-by-both = both of them
reply-by-harmed = the person harmed alone
reply-by-responsible = the person responsible alone
reply-by-none = nobody: no reply is needed
reply-missing = Say who may reply
