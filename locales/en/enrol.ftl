### Taking up an invitation.

enrol-title = Use your code
enrol-line = You were given a sign-in name and a code of six words. Type them here. The code works once.
enrol-login-hint = It looks like abcd-1234.
code-hint = Type all six words with spaces between them.
code-not-six = Type all six words of your code
checking-code = Checking your code. This takes a few seconds.

invited-title = Your code fits
invited-as-harmed = You are invited to take part as someone who was harmed.
invited-as-responsible = You are invited to take part as someone who takes responsibility for harm.
invited-as-administrator = You are invited as an administrator.
invited-as-facilitator = You are invited as a facilitator.
invited-as-supervisor = You are invited as a supervisor.
invited-as-liaison = You are invited as a prison liaison.
invited-as-interpreter = You are invited as an interpreter.
invited-as-auditor = You are invited as an auditor.
invited-wrong = If this is not right, stop here and call the person who gave you the code.
invited-until = You can use this code until { $until }.
invited-next = What happens next
invited-point-1 = You get a passphrase: six words that only you know.
invited-point-2 = You get a recovery code, in case you lose the passphrase.
invited-point-3 = Your facilitator checks that it was you.
invited-staff-point-1 = You get a passphrase: six words that only you know.
invited-staff-point-2 = You get a recovery code, in case you lose the passphrase.
invited-staff-point-3 = An administrator checks that it was you.
invited-pen = Have a pen and paper ready.

passphrase-title = Your passphrase
passphrase-what = These six words open your page. Nobody else has them, not even us.
passphrase-words = Your six words
passphrase-write = Write them down now. Keep the paper where only you can find it.
passphrase-which = Which words do you want to use?
passphrase-proposed = These six words
passphrase-own = My own words
passphrase-own-hint = It must be long and hard to guess. Six words picked by chance are safer.
passphrase-own-label = Your own passphrase
own-too-short = Your passphrase needs { $least } letters or more
passphrase-continue = I have written it down
passphrase-anew = Show me other words
confirm-title = Type your passphrase
confirm-what = Read it from your paper. This makes sure that it is written down right.
confirm-label = Passphrase
passphrase-differs = That is not the same. Look at your paper and type it again
making-keys = Making your keys. This can take half a minute. Please keep this page open.

recovery-title = Your recovery code
recovery-what = If you ever lose your passphrase, this code opens your page. We show it only once.
recovery-keep = Write it down now. Keep it in another place than your passphrase. If you lose both, nobody can open what is yours.
recovery-written = I have written down my recovery code
recovery-not-written = Write down the recovery code, then tick the box
finishing = Finishing. This takes a few seconds.
finish = Finish
