### Y ffrâm, mewngofnodi, a phroblemau: popeth y gall fod ei angen ar y sgrin gyntaf.

service-name = Gobetween
page-title = { $title } – Gobetween
skip-to-content = Neidio i’r prif gynnwys
language = Iaith
your-account = Eich cyfrif
settings = Gosodiadau
lock = Cloi
sign-out = Allgofnodi
leave-quickly = Gadael y dudalen hon yn gyflym
footer = Mae’r hyn rydych chi’n ei ysgrifennu neu’n ei recordio yma yn cael ei gloi ar eich dyfais eich hun cyn iddo gael ei anfon.
your-choices = Eich dewisiadau
stop-any-time = Gallwch oedi neu stopio unrhyw bryd, heb ddweud pam.
pause-link = Oedi am nawr
paused-link = Rydych wedi oedi: mynd ymlaen
stop-link = Stopio cymryd rhan
back = Yn ôl
continue = Parhau
change = Newid
could-not-show = Allen ni ddim dangos hyn
try-again = Rhoi cynnig arall arni
back-home = Yn ôl i’ch tudalen
one-moment = Un eiliad, os gwelwch yn dda.
mistakes-title = Mae rhywbeth i’w gywiro
language-en = Saesneg
language-cy = Cymraeg

## Dyddiau ac amseroedd

weekday-0 = Dydd Sul
weekday-1 = Dydd Llun
weekday-2 = Dydd Mawrth
weekday-3 = Dydd Mercher
weekday-4 = Dydd Iau
weekday-5 = Dydd Gwener
weekday-6 = Dydd Sadwrn
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr
date-day = { $weekday } { $day } { $month } { $year }
date-day-and-time = { $day } am { $time }
clock-morning = { $hour }:{ $minute }yb
clock-afternoon = { $hour }:{ $minute }yp
clock-evening = { $hour }:{ $minute }yh
length = { $minutes ->
    [0] { $seconds } eiliad
    [two] 2 funud { $seconds } eiliad
   *[other] { $minutes } munud { $seconds } eiliad
}

## Mewngofnodi

sign-in-title = Mewngofnodi
sign-in-line = Mae eich enw mewngofnodi a’ch cyfrinymadrodd yn agor y dudalen hon. Dim ond chi sy’n gwybod eich cyfrinymadrodd.
locked-title = Wedi’i chloi
locked-line = Mae’r dudalen hon wedi’i chloi. Teipiwch eich cyfrinymadrodd i’w hagor eto. Mae popeth a anfonoch yn ddiogel.
signed-out-title = Rydych wedi allgofnodi
signed-out-line = Does dim byd ar agor ar y ddyfais hon. I ddod yn ôl, mewngofnodwch eto.
login-label = Enw mewngofnodi
login-hint = Mae ar y papur a gawsoch. Mae’n edrych fel abcd-1234.
code-label = Chwe gair
login-missing = Teipiwch eich enw mewngofnodi
login-shape = Edrychwch ar eich enw mewngofnodi eto. Mae’n edrych fel abcd-1234
passphrase-label = Cyfrinymadrodd
passphrase-hint = Y geiriau a ysgrifennoch i lawr, gyda bylchau rhyngddynt.
passphrase-hint-again = Y geiriau a ysgrifennoch i lawr. Mae priflythrennau’n cyfrif, a’r bylchau rhwng y geiriau hefyd.
show = Dangos
hide = Cuddio
show-passphrase = Dangos y cyfrinymadrodd
hide-passphrase = Cuddio’r cyfrinymadrodd
passphrase-is-shown = Gellir gweld eich cyfrinymadrodd
passphrase-is-hidden = Mae eich cyfrinymadrodd wedi’i guddio
passphrase-missing = Teipiwch eich cyfrinymadrodd
recovery-label = Cod adfer
recovery-hint = Y llythrennau a’r rhifau a ysgrifennoch i lawr. Does dim ots am y llinellau bach rhyngddynt.
recovery-missing = Teipiwch eich cod adfer
use-recovery = Defnyddio fy nghod adfer yn lle hynny
use-passphrase = Defnyddio fy nghyfrinymadrodd yn lle hynny
own-device-label = Dim ond fi sy’n defnyddio’r ddyfais hon
own-device-hint = Gadewch hwn yn wag os gall eraill ei defnyddio: wedyn does dim yn aros yn y porwr hwn, ac ar ôl ail-lwytho neu gau’r dudalen byddwch yn teipio eich cyfrinymadrodd eto.
opening-vault = Yn agor. Mae hyn yn cymryd ychydig eiliadau.
sign-in-button = Mewngofnodi
first-time = Eich tro cyntaf yma?
first-time-link = Defnyddiwch y cod a gawsoch

## Ar ôl tawelwch

still-there-title = Ydych chi yno o hyd?
still-there-what = Bydd y dudalen hon yn cloi mewn dwy funud, i’w chadw’n breifat. Os ydych yn ysgrifennu, dewiswch aros. Dim ond tra bydd y dudalen hon ar agor y mae geiriau sydd heb eu hanfon yn aros.
still-there-stay = Aros
still-there-lock = Cloi nawr

## Aros i gael eich cadarnhau

waiting-title = Aros am eich hwylusydd
waiting-staff-title = Aros am weinyddwr
waiting-what = Rydych wedi gwneud eich rhan. Diolch.
waiting-next = Nawr bydd eich hwylusydd yn gwneud yn siŵr mai chi a ddefnyddiodd y cod. Wedyn bydd y dudalen hon yn agor ohoni ei hun.
waiting-staff-next = Nawr bydd gweinyddwr yn gwneud yn siŵr mai chi a ddefnyddiodd y cod. Wedyn bydd y dudalen hon yn agor ohoni ei hun.
waiting-close = Gallwch gau’r dudalen hon a dod yn ôl ddiwrnod arall. Mewngofnodwch gyda’ch enw mewngofnodi a’ch cyfrinymadrodd.

## Problemau. Mae pob un yn dweud beth ddigwyddodd, na chollwyd dim, a beth i’w wneud nesaf.

trouble-sign-in-refused-what = Wnaeth hynny ddim agor
trouble-sign-in-refused-safe = Nid yw’r enw mewngofnodi neu’r geiriau yn iawn. Chollwyd dim byd.
trouble-sign-in-refused-next = Edrychwch ar y ddau a rhowch gynnig arall arni. Os nad yw’n agor o hyd, ffoniwch eich hwylusydd.

trouble-wrong-secret-what = Wnaeth hynny ddim agor
trouble-wrong-secret-safe = Nid yw’r geiriau’n iawn. Chollwyd dim byd.
trouble-wrong-secret-next = Edrychwch arnynt a rhowch gynnig arall arni. Os nad yw’n agor o hyd, ffoniwch eich hwylusydd.

trouble-key-mismatch-what = Mae rhywbeth o’i le gyda’ch allweddi
trouble-key-mismatch-safe = Felly wnaethon ni ddim agor unrhyw beth. Mae’r hyn a anfonoch o’r blaen yn ddiogel.
trouble-key-mismatch-next = Peidiwch â rhoi cynnig arall arni. Ffoniwch eich hwylusydd a dweud wrthynt beth mae’r dudalen hon yn ei ddweud.

trouble-enrolment-refused-what = Wnaeth y cod hwnnw ddim gweithio
trouble-enrolment-refused-safe = Nid yw’r enw mewngofnodi neu’r cod yn iawn, neu mae’r cod wedi’i ddefnyddio neu’n rhy hen. Chollwyd dim byd.
trouble-enrolment-refused-next = Edrychwch ar y ddau a rhowch gynnig arall arni. Os nad yw’n gweithio o hyd, gofynnwch i’ch hwylusydd am god newydd.

trouble-offer-mac-what = Cafodd y gwahoddiad hwn ei newid ar ei ffordd
trouble-offer-mac-safe = Felly fe wnaethon ni stopio. Anfonwyd dim byd amdanoch chi.
trouble-offer-mac-next = Ffoniwch eich hwylusydd a gofyn am god newydd.

trouble-offer-invalid-what = Allwn ni ddim darllen y gwahoddiad hwn
trouble-offer-invalid-safe = Felly fe wnaethon ni stopio. Anfonwyd dim byd amdanoch chi.
trouble-offer-invalid-next = Ffoniwch eich hwylusydd a gofyn am god newydd.

trouble-offer-expired-what = Mae’r cod hwn yn rhy hen
trouble-offer-expired-safe = Chollwyd dim byd. Dim ond am rai dyddiau mae codau’n gweithio.
trouble-offer-expired-next = Gofynnwch i’ch hwylusydd am god newydd.

trouble-secret-invalid-what = Nid felly mae’r geiriau hyn yn edrych
trouble-secret-invalid-safe = Chollwyd dim byd.
trouble-secret-invalid-next = Cymharwch yr hyn a deipioch â’r hyn a ysgrifennoch i lawr, a rhowch gynnig arall arni.

trouble-session-over-what = Cafodd y dudalen hon ei chau ar ôl amser
trouble-session-over-safe = Mae popeth a anfonoch yn ddiogel.
trouble-session-over-next = Mewngofnodwch eto i barhau.

trouble-session-missing-what = Cafodd y dudalen hon ei chau ar ôl amser
trouble-session-missing-safe = Mae popeth a anfonoch yn ddiogel.
trouble-session-missing-next = Mewngofnodwch eto i barhau.

trouble-locked-what = Mae’r dudalen hon wedi’i chloi
trouble-locked-safe = Mae popeth a anfonoch yn ddiogel.
trouble-locked-next = Mewngofnodwch eto i barhau.

trouble-unreachable-what = Allwn ni ddim cyrraedd y gwasanaeth
trouble-unreachable-safe = Efallai bod y cysylltiad wedi torri. Chollwyd dim byd.
trouble-unreachable-next = Arhoswch ennyd a rhowch gynnig arall arni.

trouble-unavailable-what = Mae’r gwasanaeth yn brysur
trouble-unavailable-safe = Chollwyd dim byd.
trouble-unavailable-next = Arhoswch ennyd a rhowch gynnig arall arni.

trouble-too-often-what = Rhoddwyd cynnig ar hynny ormod o weithiau
trouble-too-often-safe = Chollwyd dim byd.
trouble-too-often-next = Arhoswch rai munudau a rhowch gynnig arall arni.

trouble-service-what = Aeth rhywbeth o’i le ar ein hochr ni
trouble-service-safe = Nid eich bai chi oedd hynny, a chollwyd dim byd.
trouble-service-next = Arhoswch ennyd a rhowch gynnig arall arni. Os yw’n digwydd eto, ffoniwch eich hwylusydd.

trouble-vault-what = Aeth rhywbeth o’i le yn y porwr hwn
trouble-vault-safe = Anfonwyd dim byd, a chollwyd dim byd.
trouble-vault-next = Ail-lwythwch y dudalen hon a rhowch gynnig arall arni. Os yw’n digwydd eto, ffoniwch eich hwylusydd.

trouble-worker-lost-what = Aeth y porwr hwn yn brin o le
trouble-worker-lost-safe = Mae popeth a anfonoch yn ddiogel.
trouble-worker-lost-next = Caewch dudalennau eraill, ail-lwythwch yr un hon, a mewngofnodwch eto.

trouble-not-found-what = Does dim byd yma i chi
trouble-not-found-safe = Chollwyd dim byd.
trouble-not-found-next = Ewch yn ôl i’ch tudalen.

trouble-forbidden-what = Allwch chi ddim gwneud hynny yma
trouble-forbidden-safe = Newidiwyd dim byd.
trouble-forbidden-next = Os ydych yn meddwl bod hynny’n anghywir, gofynnwch i’ch hwylusydd.

trouble-forbidden-conflict-what = Rydych wedi cofnodi cysylltiad â’r achos hwn
trouble-forbidden-conflict-safe = Ni chollwyd dim. Mae’r hyn yr oeddech wedi’i gymryd yn ôl yn y ciw.
trouble-forbidden-conflict-next = Mae cydweithiwr ar dîm yr achos yn gwneud hyn.

trouble-conflict-what = Mae hyn wedi newid ers i chi edrych
trouble-conflict-safe = Chollwyd dim byd.
trouble-conflict-next = Edrychwch arno eto, yna penderfynwch.

trouble-claimed-by-another-what = Mae cydweithiwr yn darllen hwn
trouble-claimed-by-another-safe = Newidiwyd dim byd.
trouble-claimed-by-another-next = Cymerwch un arall o’r rhestr.

trouble-blocked-what = All hyn ddim mynd ymlaen eto
trouble-blocked-safe = Chollwyd dim byd. Mae’n aros lle mae.
trouble-blocked-next = Mae eich hwylusydd yn gwybod beth sydd ar goll o hyd. Gallwch ofyn iddynt.

trouble-own-word-missing-what = Mae eich cytundeb chi eich hun ar goll
trouble-own-word-missing-safe = Anfonwyd dim byd nawr. Mae’r hyn a anfonwyd o’r blaen yn aros lle mae.
trouble-own-word-missing-next = Rydych chi’n penderfynu hynny o dan “Eich dewisiadau”, a gallwch newid eich meddwl yno ar unrhyw adeg.

trouble-case-not-open-what = All dim byd newydd gael ei anfon yn eich achos ar hyn o bryd
trouble-case-not-open-safe = Anfonwyd dim byd. Mae’r recordiad yn dal ar eich dyfais.
trouble-case-not-open-next = Gall eich hwylusydd ddweud wrthych pam, a beth sy’n dod nesaf.

trouble-reply-not-planned-what = Nid yw ateb yn rhan o’r hyn a gytunwyd
trouble-reply-not-planned-safe = Anfonwyd dim byd. Mae’r recordiad yn dal ar eich dyfais.
trouble-reply-not-planned-next = Os ydych am ateb, siaradwch â’ch hwylusydd.
trouble-not-planned-what = Nid yw hyn yn rhan o’r hyn a gytunwyd
trouble-not-planned-safe = Anfonwyd dim byd. Mae’r ffeil yn dal ar eich dyfais.
trouble-not-planned-next = Os ydych am ei anfon, siaradwch â’ch hwylusydd.

trouble-run-out-what = Mae rhywbeth y mae hyn yn dibynnu arno wedi dod i ben
trouble-run-out-safe = Mae’r hyn a ddarllenoch yn aros gyda chi. Ni phenderfynwyd dim.
trouble-run-out-next = Rhaid cofnodi’r risg, amod neu ganiatâd o’r newydd. Gwnewch hynny ar dudalen yr achos, ac yna darllenwch hwn eto.

trouble-invalid-what = Allai’r gwasanaeth ddim derbyn hynny
trouble-invalid-safe = Chollwyd dim byd.
trouble-invalid-next = Ail-lwythwch y dudalen hon a rhowch gynnig arall arni. Os yw’n digwydd eto, ffoniwch eich hwylusydd.

trouble-too-large-what = Mae hynny’n rhy fawr
trouble-too-large-safe = Chollwyd dim byd.
trouble-too-large-next = Dewiswch rywbeth byrrach, neu gofynnwch i’ch hwylusydd am help.

trouble-no-room-what = Does dim lle i hyn ar hyn o bryd
trouble-no-room-safe = Anfonwyd dim byd, a chollwyd dim byd sy’n eiddo i chi.
trouble-no-room-next = { $gb ->
    [0] Mae lle i rywbeth llai nag 1 GB.
   *[other] Mae lle i { $gb } GB.
} Dewiswch rywbeth byrrach, neu gofynnwch i’ch hwylusydd am help.

trouble-too-many-begun-what = Rydych wedi dechrau sawl peth heb eu hanfon eto
trouble-too-many-begun-safe = Chollwyd dim byd ohonynt.
trouble-too-many-begun-next = Ewch yn ôl i’ch tudalen, agorwch un ohonynt a daliwch ati. Neu gofynnwch i’ch hwylusydd.

trouble-nobody-yet-what = Does neb i anfon hwn ato eto
trouble-nobody-yet-safe = Chollwyd dim byd. Nid yw’r person arall wedi ymuno eto.
trouble-nobody-yet-next = Bydd eich hwylusydd yn dweud wrthych pryd gallwch ysgrifennu.

trouble-several-people-what = Gallai mwy nag un person dderbyn hwn
trouble-several-people-safe = Felly anfonwyd dim byd, a chollwyd dim byd.
trouble-several-people-next = Ffoniwch eich hwylusydd. Gallant ddweud wrthych beth i’w wneud.

trouble-file-changed-what = Nid yr un recordiad yw hwnnw
trouble-file-changed-safe = Mae’r hyn a anfonwyd o’r blaen yn ddiogel.
trouble-file-changed-next = Dewiswch yr un ffeil yn union â’r tro cyntaf. Wedyn bydd yn parhau o’r lle y stopiodd.

trouble-upload-what = Stopiodd y recordiad ar ei ffordd
trouble-upload-safe = Mae’r hyn a anfonwyd o’r blaen yn ddiogel.
trouble-upload-next = Rhowch gynnig arall arni. Bydd yn parhau o’r lle y stopiodd.

trouble-playback-what = All y porwr hwn ddim ei chwarae
trouble-playback-safe = Chollwyd dim byd.
trouble-playback-next = Ail-lwythwch y dudalen a rhowch gynnig arall arni, neu defnyddiwch borwr arall.
