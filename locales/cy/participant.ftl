### Yr hyn y mae person a niweidiwyd a pherson cyfrifol yn ei weld.

home-title = Eich tudalen
home-can-do = Beth allwch chi ei wneud
home-so-far = Hyd yn hyn
home-nothing = Dim byd eto. Does dim brys.
task-write = Ysgrifennu llythyr
task-write-hint = Yn eich geiriau eich hun. Bydd eich hwylusydd yn ei ddarllen yn gyntaf.
task-paper = Anfon llythyr ar bapur
task-paper-hint = Llun, sgan neu PDF. Bydd eich hwylusydd yn ei ddarllen yn gyntaf.
task-record = Anfon recordiad
task-record-hint = Fideo neu eich llais. Bydd eich hwylusydd yn gwylio neu’n gwrando yn gyntaf.

arrived-title = Mae rhywbeth wedi cyrraedd i chi
arrived-line = Does dim rhaid i chi edrych nawr. Mae’n aros nes i chi ddewis.
arrived-choose = Dewis beth i’w wneud

item-letter-for-you = Llythyr i chi
item-recording-for-you = Recordiad i chi
item-your-letter = Eich llythyr
item-your-recording = Eich recordiad
item-your-captions = Eich capsiynau

status-author-draft = Heb ei anfon eto
status-author-draft-kept = Heb ei anfon eto. Yn cael ei gadw tan { SOFT($day) }
status-author-lapsed = Heb ei anfon, a heb ei gadw mwyach
status-author-sending = Ar ei ffordd
status-author-processing = Yn cael ei wneud yn ddiogel
status-author-failed = Doedd dim modd ei ddefnyddio. Gallwch roi un arall yn ei le
status-author-with_facilitator = Gyda’ch hwylusydd
status-author-returned = Mae eich hwylusydd yn gofyn i chi newid rhywbeth
status-author-withheld = Mae eich hwylusydd wedi penderfynu peidio â’i basio ymlaen
status-recipient-arrived = Yma pan fyddwch ei eisiau
status-recipient-accepted = Dywedoch chi ie. Mae’n cael ei baratoi
status-recipient-ready = Dywedoch chi ie. Gallwch ei agor
status-recipient-opened = Rydych wedi’i agor
status-recipient-declined = Dywedoch chi na wrth hwn
status-recipient-kept = Rydych yn ei gadw yma
status-recipient-held = Mae’r gwasanaeth yn ei ddal i chi
status-recipient-given_back = Rhoesoch chi ef yn ôl

## Ysgrifennu llythyr

write-title = Ysgrifennu llythyr
write-line = Cymerwch eich amser. Dywedwch ef yn eich geiriau eich hun. Gallwch stopio unrhyw bryd.
write-label = Eich llythyr
write-hint = Peidiwch â chynnwys eich cyfeiriad, eich rhif ffôn nac enwau llawn pobl eraill. Mae eich geiriau’n aros yma tra bydd y dudalen hon ar agor. Nid ydynt yn cael eu hanfon nes i chi ddewis.
letter-empty = Ysgrifennwch rywbeth yn gyntaf
letter-language = Ym mha iaith mae eich llythyr?
check-letter = Edrych arno unwaith eto
check-letter-title = Ai dyma rydych am ei ddweud?
check-letter-line = Dyma sut bydd eich llythyr yn edrych.
check-letter-next = Pan fyddwch yn ei anfon, mae’n mynd at eich hwylusydd. All neb arall ei ddarllen. Dim ond os bydd eich hwylusydd yn cytuno a’r person arall yn dweud ie y bydd y person arall yn ei weld.
locking-letter = Yn cloi ac yn anfon eich llythyr.
send-letter = Anfon at fy hwylusydd
change-letter = Ei newid
sent-title = Mae eich llythyr gyda’ch hwylusydd
sent-what = Cafodd ei gloi ar y ddyfais hon a’i anfon.
sent-next-title = Beth sy’n digwydd nawr
sent-next = Bydd eich hwylusydd yn ei ddarllen. Byddant yn siarad â chi os dylai rhywbeth newid. Allwn ni ddim dweud pa mor hir y bydd yn cymryd, nac a ddaw ateb.
sent-feelings = Gall ysgrifennu hyn fod yn anodd. Os ydych am siarad, ffoniwch eich hwylusydd.

## Anfon recordiad

record-title = Anfon recordiad
record-line = Dewiswch fideo neu recordiad sain o’r ddyfais hon.
record-safe = Cyn i neb ei wylio, bydd manylion cudd fel y lle ac enw’r ffeil yn cael eu tynnu allan.
file-label = Eich recordiad
file-hint = Ffeil fideo neu sain hyd at 3 GB.
file-choose = Dewis ffeil
file-choose-other = Dewis ffeil arall
file-none = Dim byd wedi’i ddewis eto
file-missing = Dewiswch recordiad yn gyntaf
file-empty = Mae’r ffeil hon yn wag. Dewiswch un arall
file-too-large = Mae’r ffeil hon yn rhy fawr. Gall fod hyd at 3 GB
file-no-recording = Nid yw hon yn edrych fel fideo na recordiad sain. Dewiswch ffeil arall
preview = Eich recordiad, ar y ddyfais hon
preview-line = Gallwch edrych arno neu wrando arno yma cyn ei anfon.
preview-impossible = All y porwr hwn ddim chwarae’r ffeil hon. Gallwch ei hanfon o hyd.
recording-language = Pa iaith sy’n cael ei siarad?
send-recording = Anfon at fy hwylusydd
scan-title = Anfon llythyr ar bapur
scan-line = Dewiswch lun neu sgan o’ch llythyr, neu PDF, o’r ddyfais hon. Mae sawl tudalen yn mynd gyda’i gilydd fel un PDF.
scan-safe = Cyn i neb edrych arno, gwneir lluniau o’i dudalennau. Tynnir manylion cudd fel y lle ac enw’r ffeil.
scan-file-label = Eich llythyr
scan-hint = Llun neu PDF hyd at 256 MB a 100 o dudalennau.
scan-missing = Dewiswch lun neu PDF yn gyntaf
scan-too-large = Mae’r ffeil hon yn rhy fawr. Gall fod hyd at 256 MB
file-no-scan = Nid yw hwn yn edrych fel llun na PDF. Dewiswch ffeil arall
preview-scan = Eich llythyr, ar y ddyfais hon
preview-scan-line = Gallwch edrych arno yma cyn ei anfon.
preview-scan-impossible = All y porwr hwn ddim dangos y ffeil hon yma. Gallwch ei hanfon o hyd.
sending-title = Ar ei ffordd
sending-looking = Wrthi’n ei baratoi
sending-now = Yn anfon: { $percent } y cant
sending-paused = Wedi’i oedi ar { $percent } y cant
sending-paused-line = Does dim byd ar goll. Parhewch pan fynnwch.
under-a-minute-left = Llai na munud ar ôl
minutes-left = { $minutes ->
    [two] Tua 2 funud ar ôl
   *[other] Tua { $minutes } munud ar ôl
}
sending-pause = Oedi
sending-go-on = Parhau i anfon
sending-safe = Os bydd y dudalen hon yn cau, gallwch ddod yn ôl, dewis yr un ffeil eto a pharhau.
sending-finishing = Bron â gorffen. Yn gwirio bod y cyfan wedi cyrraedd.
recording-sent-title = Mae wedi cyrraedd
recording-sent-what = Cafodd ei gloi ar y ddyfais hon a’i anfon.
recording-sent-next = Nawr mae’n cael ei wneud yn ddiogel. Os gellir ei ddefnyddio, bydd yn mynd at eich hwylusydd.
recording-sent-look = Gweld sut mae’n dod ymlaen

## Beth ddaeth ohono

own-letter-title = Eich llythyr
own-recording-title = Eich recordiad
own-captions-title = Eich capsiynau
own-with-facilitator = Mae gyda’ch hwylusydd.
own-with-facilitator-next = Byddant yn siarad â chi am beth sy’n digwydd nesaf. Os oes gennych gwestiwn, ffoniwch nhw.
own-returned = Mae eich hwylusydd wedi edrych arno ac yn gofyn i chi newid rhywbeth. Nid yw wedi mynd at neb arall.
own-withheld = Mae eich hwylusydd wedi penderfynu peidio â’i basio ymlaen. Nid yw wedi mynd at neb arall.
read-own = Darllen yr hyn a ysgrifennais
look-own = Edrych ar yr hyn a anfonais
play-own = Chwarae’r hyn a anfonais
read-own-captions = Darllen y capsiynau a anfonais
unsent-letter = Ni chafodd y llythyr hwn ei anfon.
write-again = Ysgrifennu llythyr
unsent-kept = Mae’r hyn sydd yno’n cael ei gadw tan { SOFT($day) }. Wedi hynny bydd yn cael ei ddileu, oni bai eich bod yn dal ati.
lapsed-what = Ni chafodd hwn ei anfon, ac aeth neb ymlaen ag ef am dri deg diwrnod.
lapsed-next = Felly mae’r hyn oedd yno wedi’i ddileu. Ni welodd neb arall ddim ohono. Gallwch anfon rhywbeth yn ei le.
unsent-recording = Ni chafodd hwn ei anfon i’r diwedd.
unsent-captions = Ni chafodd y capsiynau hyn eu hanfon.
unsent-recording-next = Dewiswch yr un ffeil eto. Nid yw’r hyn sydd yno’n barod yn cael ei anfon ddwywaith.
same-file-label = Yr un ffeil
go-on-sending = Parhau i anfon
made-safe-what = Mae’n cael ei wneud yn ddiogel.
made-safe-progress = Pa mor bell mae wedi mynd
made-safe-soon = Bydd yn dechrau mewn ennyd.
made-safe-queue = { $ahead ->
    [one] Mae un ffeil arall yn dod yn gyntaf
    [two] Mae dwy ffeil arall yn dod yn gyntaf
    [few] Mae tair ffeil arall yn dod yn gyntaf
    [many] Mae chwe ffeil arall yn dod yn gyntaf
   *[other] Mae { $ahead } ffeil arall yn dod yn gyntaf
}
made-safe-second = Daeth rhywbeth ar draws y gwaith y tro cyntaf. Mae cynnig arall yn cael ei wneud.
made-safe-close = Gallwch gau’r dudalen hon. Mae’n mynd ymlaen hebddoch chi.

refused-title = Allen ni ddim defnyddio’r ffeil hon
refused-empty-file = Does dim byd yn y ffeil.
refused-not-a-recording = Nid fideo na recordiad sain yw’r ffeil.
refused-not-a-scan = Nid llun na PDF yw’r ffeil.
refused-kind-not-accepted = Allwn ni ddim defnyddio’r math hwn o ffeil.
refused-codec-not-accepted = Gwnaed y recordiad mewn ffordd na allwn ei defnyddio.
refused-too-large = Mae’r ffeil yn rhy fawr.
refused-too-long = Mae’r recordiad yn rhy hir.
refused-too-many-tracks = Mae gormod o rannau yn y ffeil.
refused-too-many-pages = Mae gan y ffeil fwy na 100 o dudalennau.
refused-picture-too-large = Mae’r llun yn rhy fawr.
refused-sound-not-accepted = Gwnaed y sain mewn ffordd na allwn ei defnyddio.
refused-no-sound-or-picture = Does dim sain na llun ynddo.
refused-damaged = Mae’r ffeil wedi torri neu mae rhan ohoni ar goll.
refused-took-too-long = Cymerodd ormod o amser i’w baratoi.
refused-not-made-safe = Allen ni ddim ei wneud yn ddiogel.
refused-pool-lost = Collodd y gwasanaeth y modd i’w baratoi. Anfonwch ef eto, os gwelwch yn dda.
refused-unknown = Fe wnaeth rhywbeth yn y ffeil ein stopio.
refused-safe = Does neb wedi’i weld. Chi sydd piau ef o hyd, ac mae eich llythyrau a’ch recordiadau eraill yn ddiogel.
replace-recording = Rhoi ffeil arall yn ei lle
again-title = Dewis ffeil arall
again-line = Bydd yn cymryd lle’r un na allen ni ei ddefnyddio.

## Rhywbeth i chi

arrived-question = Mae rhywbeth wedi cyrraedd. Nawr, yn nes ymlaen, neu gyda rhywun?
arrived-letter = Llythyr ydyw. Mae eich hwylusydd wedi’i ddarllen.
arrived-recording = Recordiad ydyw. Mae eich hwylusydd wedi gwylio neu wrando ar y cyfan.
arrived-no-hurry = Chi sy’n penderfynu. Does dim brys.
arrived-told-nothing = Nid yw’r person arall yn cael gwybod beth rydych yn ei ddewis.
arrived-told-accepted = Rydych wedi dewis y caiff y person arall wybod a hoffech ei dderbyn. Nid yw’n cael gwybod dim byd arall: nid ar ba adeg, a byth eich bod wedi dweud na.
arrived-told-opened = Rydych wedi dewis y caiff y person arall wybod a hoffech ei dderbyn, ac a ydych wedi’i agor. Nid yw’n cael gwybod dim byd arall: nid ar ba adeg, a byth eich bod wedi dweud na.
when-question = Pryd hoffech chi ei gael?
when-now = Nawr
when-now-hint = Gallwch ei agor ar y dudalen nesaf. Bydd ar gael i chi am saith diwrnod.
when-later = Yn nes ymlaen
when-later-hint = Dewiswch ddiwrnod. Bydd yn aros ynghau tan hynny.
when-with = Gyda rhywun
when-with-hint = Dewiswch amser pan all rhywun rydych yn ymddiried ynddo, neu eich hwylusydd, fod gyda chi.
when-missing = Dewiswch pryd hoffech chi ei gael
leave-for-now = Ei adael am nawr
time-title = Pryd hoffech chi ei gael?
time-title-with = Pryd bydd rhywun gyda chi?
time-line = Bydd yn aros ynghau tan hynny.
time-line-with = Gofynnwch iddynt eich hun yn gyntaf. Dydyn ni ddim yn dweud wrth neb. Bydd yn aros ynghau tan hynny.
time-day = Diwrnod
time-today = Heddiw, { SMALL($day) }
time-part = Amser o’r dydd
time-part-any = Unrhyw bryd y diwrnod hwnnw
time-part-morning = Bore, tan 12 hanner dydd
time-part-afternoon = Prynhawn, 12 hanner dydd tan 6yh
time-part-evening = Gyda’r nos, o 6yh ymlaen
time-over = Mae’r amser hwnnw wedi mynd. Dewiswch un hwyrach
accept-title = Ydy hyn yn iawn?
accept-what = Beth
accept-when = Pryd
accept-how = Sut
a-letter = Llythyr
a-recording = Recordiad
accept-from-now = O nawr ymlaen, am saith diwrnod
accept-between = O { SOFT($from) } tan { SOFT($until) }
accept-means = Nid yw dweud ie yn agor dim byd eto. Chi eich hun sy’n ei agor, pan fyddwch yn barod.
accept-yes = Ie, hoffwn ei dderbyn
not-yet-title = Mae’n aros amdanoch
not-yet-when = Dewisoch chi { SOFT($from) } tan { SOFT($until) }.
not-yet-what = Bydd yn aros ynghau tan hynny.
chosen-anew-once = Gallwch ddewis amser arall unwaith y bydd hwn wedi mynd heibio, ar ôl { SMALL($until) }.
over-title = Mae’r amser a ddewisoch wedi mynd
over-what = Mae’n aros ynghau. Chollwyd dim byd.
over-next = Os ydych ei eisiau o hyd, gallwch ddewis amser arall.
delayed-title = Mae oedi ar hwn
delayed-what = Mae’n ddiogel, ac ni all fynd yn ei flaen nawr. Does dim rhaid i chi wneud dim.
delayed-next = Gall eich hwylusydd ddweud mwy wrthych. Mae’r hyn a ddewisoch yn aros fel y dewisoch ef.
getting-ready-title = Yn ei baratoi
getting-ready-what = Un eiliad. Gallwch aros yma neu ddod yn ôl yn nes ymlaen.
ready-letter-title = Mae’r llythyr yn barod
ready-recording-title = Mae’r recordiad yn barod
ready-what = Ydy hwn yn amser da?
ready-again = Rydych wedi’i agor o’r blaen. Gallwch ei agor eto.
ready-point-1 = Gallwch stopio unrhyw bryd.
ready-point-2 = Does dim rhaid i chi ateb.
ready-point-3 = Gallwch ffonio eich hwylusydd cyn neu wedyn.
open-letter = Agor y llythyr
open-recording = Agor y recordiad
after-opening = Cymerwch eich amser. Gallwch ddod yn ôl ato. Os ydych am siarad amdano, ffoniwch eich hwylusydd.
write-back = Ysgrifennu yn ôl

no-reply-title = Nid yw ateb yn rhan o’r cynllun
no-reply-line = Cytunoch â’ch hwylusydd sut mae’r cyfnewid hwn yn mynd. Nid yw ateb gennych chi’n rhan ohono, ac nid oes angen un.
no-reply-ask = Os hoffech chi ateb, siaradwch â’ch hwylusydd. Gall gytuno ar gynllun arall gyda’r ddau ohonoch.
no-reply-needed = Does dim angen ateb. Cytunoch â’ch hwylusydd fod y cyfnewid hwn yn mynd heb ateb gennych chi.
no-reply-to-this = Cytunwyd na ddaw ateb i’r hyn rydych chi’n ei anfon.
not-planned-letter = Nid yw llythyrau’n rhan o’r cynllun
not-planned-recording = Nid yw recordiadau’n rhan o’r cynllun
not-planned-paper = Nid yw llythyrau ar bapur yn rhan o’r cynllun
not-planned-line = Cytunoch â’ch hwylusydd sut mae’r cyfnewid hwn yn mynd, ac nid yw hyn yn rhan ohono. O’i anfon fel hyn, ni fyddai’n cyrraedd neb.
not-planned-ask = Os hoffech chi ei anfon, siaradwch â’ch hwylusydd. Gall gytuno ar gynllun arall gyda’r ddau ohonoch.

### Cymryd yn ôl yr hyn a anfonwyd. Un ateb, p’un a oedd wedi’i agor ai peidio.

recall-link = Ei gymryd yn ôl
recall-title = Cymryd hwn yn ôl?
recall-what = Os nad oes neb wedi’i agor eto, fydd neb yn gwneud hynny.
recall-point-1 = Does dim rhaid i chi ddweud pam, ac ni roddir rheswm i’r person arall.
recall-point-2 = Nid ydych yn cael gwybod a oedd wedi’i agor. Mater i’r person arall yw dweud beth mae’n ei wneud.
recall-point-3 = Ni ellir ei anfon eto. Gallwch ysgrifennu neu recordio rhywbeth arall ar unrhyw adeg.
recall-yes = Ei gymryd yn ôl
recall-not-now = Does dim byd i’w gymryd yn ôl nawr.
recalled-title = Rydych wedi’i gymryd yn ôl
recalled-what = Mae hwn gan eich hwylusydd.
recalled-next = Os ydych am siarad amdano, ffoniwch nhw.
own-recalled = Rydych wedi cymryd hwn yn ôl. Mae hwn gan eich hwylusydd.
