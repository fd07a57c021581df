### Derbyn gwahoddiad.

enrol-title = Defnyddio eich cod
enrol-line = Cawsoch enw mewngofnodi a chod o chwe gair. Teipiwch nhw yma. Mae’r cod yn gweithio unwaith.
enrol-login-hint = Mae’n edrych fel abcd-1234.
code-hint = Teipiwch y chwe gair i gyd gyda bylchau rhyngddynt.
code-not-six = Teipiwch chwe gair eich cod i gyd
checking-code = Yn gwirio eich cod. Mae hyn yn cymryd ychydig eiliadau.

invited-title = Mae eich cod yn iawn
invited-as-harmed = Rydych yn cael gwahoddiad i gymryd rhan fel rhywun a gafodd niwed.
invited-as-responsible = Rydych yn cael gwahoddiad i gymryd rhan fel rhywun sy’n cymryd cyfrifoldeb am niwed.
invited-as-administrator = Rydych yn cael gwahoddiad fel gweinyddwr.
invited-as-facilitator = Rydych yn cael gwahoddiad fel hwylusydd.
invited-as-supervisor = Rydych yn cael gwahoddiad fel goruchwyliwr.
invited-as-liaison = Rydych yn cael gwahoddiad fel swyddog cyswllt carchar.
invited-as-interpreter = Rydych yn cael gwahoddiad fel cyfieithydd.
invited-as-auditor = Rydych yn cael gwahoddiad fel archwilydd.
invited-wrong = Os nad yw hyn yn iawn, stopiwch yma a ffoniwch y person a roddodd y cod i chi.
invited-until = Gallwch ddefnyddio’r cod hwn tan { SOFT($until) }.
invited-next = Beth sy’n digwydd nesaf
invited-point-1 = Cewch gyfrinymadrodd: chwe gair nad oes neb ond chi yn eu gwybod.
invited-point-2 = Cewch god adfer, rhag ofn i chi golli’r cyfrinymadrodd.
invited-point-3 = Bydd eich hwylusydd yn gwirio mai chi oedd yno.
invited-staff-point-1 = Cewch gyfrinymadrodd: chwe gair nad oes neb ond chi yn eu gwybod.
invited-staff-point-2 = Cewch god adfer, rhag ofn i chi golli’r cyfrinymadrodd.
invited-staff-point-3 = Bydd gweinyddwr yn gwirio mai chi oedd yno.
invited-pen = Byddwch yn barod gyda phapur a beiro.

passphrase-title = Eich cyfrinymadrodd
passphrase-what = Mae’r chwe gair hyn yn agor eich tudalen. Does gan neb arall nhw, ddim hyd yn oed ni.
passphrase-words = Eich chwe gair
passphrase-write = Ysgrifennwch nhw i lawr nawr. Cadwch y papur lle na all neb ond chi ddod o hyd iddo.
passphrase-which = Pa eiriau hoffech chi eu defnyddio?
passphrase-proposed = Y chwe gair hyn
passphrase-own = Fy ngeiriau fy hun
passphrase-own-hint = Rhaid iddynt fod yn hir ac yn anodd eu dyfalu. Mae chwe gair a ddewiswyd ar hap yn fwy diogel.
passphrase-own-label = Eich cyfrinymadrodd eich hun
own-too-short = Mae angen { $least } llythyren neu fwy yn eich cyfrinymadrodd
passphrase-continue = Rwyf wedi’i ysgrifennu i lawr
passphrase-anew = Dangos geiriau eraill i mi
confirm-title = Teipiwch eich cyfrinymadrodd
confirm-what = Darllenwch ef o’ch papur. Mae hyn yn gwneud yn siŵr ei fod wedi’i ysgrifennu’n gywir.
confirm-label = Cyfrinymadrodd
passphrase-differs = Nid yw hynny yr un peth. Edrychwch ar eich papur a’i deipio eto
making-keys = Yn gwneud eich allweddi. Gall hyn gymryd hanner munud. Cadwch y dudalen hon ar agor.

recovery-title = Eich cod adfer
recovery-what = Os byddwch byth yn colli eich cyfrinymadrodd, mae’r cod hwn yn agor eich tudalen. Dim ond unwaith rydym yn ei ddangos.
recovery-keep = Ysgrifennwch ef i lawr nawr. Cadwch ef mewn lle gwahanol i’ch cyfrinymadrodd. Os collwch y ddau, all neb agor yr hyn sy’n eiddo i chi.
recovery-written = Rwyf wedi ysgrifennu fy nghod adfer i lawr
recovery-not-written = Ysgrifennwch y cod adfer i lawr, yna ticiwch y blwch
finishing = Yn gorffen. Mae hyn yn cymryd ychydig eiliadau.
finish = Gorffen
