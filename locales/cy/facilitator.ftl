### Yr hyn y mae hwylusydd yn ei weld.

staff-home-title = Eich gwaith
staff-home-tasks = Beth gallwch chi ei wneud
in-your-hands = Yn eich dwylo chi
task-review = Darllen yr hyn sy’n aros
task-review-hint = Llythyrau a recordiadau, yr hynaf yn gyntaf
task-cases = Eich achosion
task-cases-hint = Pobl, gwahoddiadau a’r hyn sy’n dal achos yn ôl
task-acting = Gweithredu dros rywun yn y ddalfa
task-acting-hint = Yr hyn a anfonir drostynt

queue-title = Yn aros i gael eu darllen
queue-line = Yr hynaf sy’n dod gyntaf.
queue-empty = Does dim byd yn aros.
queue-empty-else = Does dim byd arall yn aros.
queue-waiting = Beth arall sy’n aros
queue-take = Cymryd yr hynaf
queue-since = Anfonwyd ar { SOFT($when) }
queue-yours = Rydych chi wedi’i gymryd
queue-free = Does neb wedi’i gymryd
queue-colleague = Mae cydweithiwr yn ei ddarllen
kind-letter = Llythyr
kind-recorded_message = Recordiad llais
kind-video_message = Fideo
kind-scan = Llythyr ar bapur
kind-captions = Capsiynau

captions-beside-title = Y recordiad
captions-not-to-approve = Ni ellir cymeradwyo’r capsiynau hyn. Cawsant eu hysgrifennu ar gyfer ffurf gynharach o’r recordiad, neu nid ydynt mewn trefn. Dychwelwch nhw gyda gair i’w hawdur.
captions-recording-closed = Ni ellir chwarae’r recordiad yma nawr. Cymerwch ef o’r ciw yn gyntaf, neu arhoswch nes bydd cydweithiwr wedi penderfynu.
captions-cues = Mae pob amser yn mynd â’r recordiad yno.
captions-play-from = Chwarae o { $at }

review-title = Adolygu
review-title-of = Adolygu: { $kind }
review-from-harmed = Oddi wrth y person a niweidiwyd. Wedi’i wirio: nhw a’i llofnododd ac ni chafodd ei newid.
review-from-responsible = Oddi wrth y person cyfrifol. Wedi’i wirio: nhw a’i llofnododd ac ni chafodd ei newid.
review-helped-harmed = Oddi wrth y person a niweidiwyd, gyda help gan rywun. Wedi’i wirio: eu heiddo nhw ydyw ac ni chafodd ei newid.
review-helped-responsible = Oddi wrth y person cyfrifol, gyda help gan rywun. Wedi’i wirio: eu heiddo nhw ydyw ac ni chafodd ei newid.
read-line = Darllenwch ef hyd y diwedd. Gallwch ei gymeradwyo ar ôl i bob llinell fod ar eich sgrin.
read-covered = Ar eich sgrin hyd yn hyn: { $percent } y cant
read-covered-part = Gallwch barhau ar ôl i chi gyrraedd y diwedd.
read-covered-whole = Rydych wedi cyrraedd y diwedd.
show-unread = Dangos y rhan gyntaf nad wyf wedi’i gweld
watch-line = Mae’n para { $length }. Chwaraewch ef hyd y diwedd. Gallwch ei gymeradwyo ar ôl i chi chwarae’r cyfan.
watch-covered = Wedi’i chwarae hyd yn hyn: { $percent } y cant
watch-covered-part = Gallwch barhau ar ôl i chi chwarae’r cyfan.
watch-covered-whole = Rydych wedi chwarae’r cyfan.

pages-line = { $pages ->
    [one] Un dudalen ydyw, fel llun. Edrychwch arni o’i phen i’w gwaelod. Gallwch ei chymeradwyo ar ôl i’r cyfan fod ar eich sgrin. Os na allwch ei darllen, rhowch hi’n ôl i gydweithiwr.
   *[other] Mae’n { $pages } tudalen, fel lluniau. Edrychwch ar bob un o’i phen i’w gwaelod. Gallwch ei gymeradwyo ar ôl i’r cyfan fod ar eich sgrin. Os na allwch eu darllen, rhowch ef yn ôl i gydweithiwr.
}
pages-covered = Ar eich sgrin hyd yn hyn: { $percent } y cant
pages-covered-part = Gallwch barhau ar ôl i chi weld pob tudalen hyd ei gwaelod.
pages-covered-whole = Rydych wedi gweld pob tudalen.

approve-title = Gwiriwch cyn i chi gymeradwyo
approve-case = Achos
approve-marked = Wedi’i farcio ynddo
approve-marked-many =
    { $many ->
        [one] 1 lle i edrych arno
        [two] 2 le i edrych arnynt
       *[other] { $many } lle i edrych arnynt
    }
review-case = Achos:
approve-what = Beth
approve-from = Oddi wrth
approve-language = Iaith
approve-covered = Wedi’i adolygu
approve-holds = Mae’r gymeradwyaeth yn para
approve-holds-until = Tan { SOFT($day) }
covered-characters = Pob un o’r { $characters } nod
covered-recording = Y cyfan, { $length }
covered-pages = { $pages ->
    [one] Yr un dudalen
   *[other] Pob un o’r { $pages } tudalen
}
approve-means = Pan fyddwch yn cymeradwyo, mae’n cael ei gynnig i’r person arall cyn gynted ag y bydd am glywed amdano. Gallant ei agor ar ôl iddynt ddweud ie. Ni ellir dad-ddarllen yr hyn a agorwyd.
approve-means-second = Pan fyddwch yn cymeradwyo, rhaid i ail ddarllenydd ei gymeradwyo hefyd. Does dim byd yn cael ei gynnig cyn hynny.
approve-unsure = Os nad ydych yn siŵr, gadewch ef. Mae’n aros gyda chi ac nid yw’n mynd i unman.
approve = Cymeradwyo
not-now = Nid nawr
signing = Yn llofnodi eich cymeradwyaeth.
approved-title = Wedi’i gymeradwyo
approved-first-title = Mae eich cymeradwyaeth wedi’i llofnodi
approved-what = Mae eich cymeradwyaeth wedi’i llofnodi. Bydd yn cael ei gynnig i’r person arall cyn gynted ag y bydd am glywed amdano.
approved-second = Bydd ail ddarllenydd yn ei ddarllen nesaf. Does dim byd yn cael ei gynnig cyn iddo ef neu hi ei gymeradwyo hefyd.

countersign-title = Nid yw cofnod yr achos hwn wedi’i gadarnhau eto
countersign-safe = Mae’r hyn a wnaethoch wedi’i gadw, ac mae’n cyfrif.
countersign-next = Rhowch gynnig arall arni. Os yw’n digwydd eto, dywedwch wrth eich goruchwyliwr beth mae’r dudalen hon yn ei ddweud, cyn i neb adael y tîm.
back-to-queue = Yn ôl i’r hyn sy’n aros

cases-title = Eich achosion
cases-none = Does gennych chi ddim achosion eto.
case-unnamed = Achos a agorwyd ar { SOFT($day) }
people-title = Pobl
role-harmed = Person a niweidiwyd
role-responsible = Person cyfrifol
person-confirmed = Wedi’i gadarnhau
person-replied = Wedi defnyddio’r cod. Cadarnhewch nhw isod
person-invited = Wedi cael gwahoddiad. Heb ddefnyddio’r cod eto
person-unconfirmed = Heb ei gadarnhau eto
person-missing = Heb gael gwahoddiad eto

confirm-person-harmed = Mae’r person a niweidiwyd wedi defnyddio’r cod
confirm-person-responsible = Mae’r person cyfrifol wedi defnyddio’r cod
confirm-person-line = Enw mewngofnodi { $login }. Cadarnhewch dim ond os rhoddoch chi eich hun y cod i’r person cywir.
confirm-person-button-harmed = Cadarnhau’r person a niweidiwyd
confirm-person-button-responsible = Cadarnhau’r person cyfrifol

invite-heading = Gwahodd
invite-line = Byddwch yn gwneud cod yn y porwr hwn ac yn ei roi i’r person eich hun.
invite-harmed = Gwahodd y person a niweidiwyd
invite-responsible = Gwahodd y person cyfrifol
invite-what = Mae hyn yn gwneud enw mewngofnodi a chod o chwe gair.
invite-point-1 = Dim ond unwaith maen nhw’n cael eu dangos. Argraffwch nhw neu ysgrifennwch nhw i lawr.
invite-point-2 = Rhowch nhw wyneb yn wyneb, dros y ffôn neu ar bapur. Byth drwy e-bost na neges destun.
invite-point-3 = Mae’r cod yn gweithio unwaith, am saith diwrnod.
making-code = Yn gwneud y cod. Mae hyn yn cymryd ychydig eiliadau.
make-code = Gwneud y cod
code-made-title = Enw mewngofnodi a chod
code-made-once = Dim ond unwaith rydym yn dangos hwn.
code-made-where = Cyfeiriad gwe
code-made-until = Mae’r cod yn gweithio unwaith, tan { SOFT($until) }.
code-made-give = Rhowch y ddau i’r person eich hun. Maen nhw’n dewis “Defnyddiwch y cod a gawsoch” ar y dudalen mewngofnodi.
print = Argraffu’r dudalen hon
code-made-done = Rwyf wedi’i roi neu ei ysgrifennu i lawr

## Ble mae achos, a beth sy’n dod nesaf

case-state-referral = Wedi’i atgyfeirio
case-state-screening = Yn cael ei ystyried
case-state-preparing = Yn cael ei baratoi
case-state-ready = Yn barod i ddechrau
case-state-active = Gweithredol
case-state-closing = Yn cael ei gau
case-state-closed = Ar gau
case-closed-line = Mae’r achos hwn ar gau. Ni ellir anfon, cynnig nac agor dim byd arall ynddo.
who-paused-title = Mae popeth yn aros yn ei unfan
who-paused-harmed = Mae’r person a niweidiwyd wedi oedi ers { SMALL($day) }.
who-paused-responsible = Mae’r person cyfrifol wedi oedi ers { SMALL($day) }.
who-paused-means = Does dim byd yn cael ei gynnig na’i agor nes iddynt fynd ymlaen. Nid yw’r person arall yn cael gwybod.

next-title = Beth sy’n dod nesaf
step-blocked = Mae hyn yn y ffordd o hyd:
step-line-screen = Atgyfeiriwyd yr achos hwn atoch. Yn gyntaf, edrychwch a yw’n addas i’r gwasanaeth hwn.
step-screen = Dechrau ei ystyried
step-line-prepare = Edrychwch ar yr hyn a ddigwyddodd, ac a yw’r gwasanaeth hwn yn iawn i’r ddau berson. Os ydyw, paratowch nhw.
step-prepare = Dechrau paratoi
step-line-prepare-from-ready = Os oes rhywbeth wedi newid, gallwch fynd yn ôl a pharatoi mwy.
step-prepare-from-ready = Mynd yn ôl i baratoi
step-line-make-ready = Mae’r achos yn barod pan fydd y ddau berson wedi ymuno a’r hyn y mae’n gofyn amdano wedi’i gofnodi.
step-make-ready = Mae’r achos yn barod
step-line-activate = Ar ôl i chi ddechrau, gall y ddau berson ysgrifennu ac anfon. Atoch chi y daw’r hyn y maent yn ei anfon yn gyntaf.
step-activate = Dechrau’r cyfnewid
step-line-begin-closing = Pan fydd y ddau wedi dweud yr hyn roeddent am ei ddweud, dechreuwch gau. Wedyn ni ellir anfon dim byd newydd. Bydd yr hyn a gymeradwywyd yn dal i gyrraedd.
step-begin-closing = Dechrau cau’r achos
step-line-reopen = Os yw rhywun am ddweud mwy, gall y cyfnewid fynd ymlaen.
step-reopen = Parhau â’r cyfnewid
step-line-close = Pan fydd popeth wedi cyrraedd, caewch yr achos.
step-close = Cau’r achos
step-line-close-early = Os na all yr achos hwn fynd ymlaen, caewch ef.
step-close-early = Cau heb gyfnewid
close-title = Cau’r achos hwn?
close-means = Ni ellir anfon, cynnig nac agor dim byd arall. Bydd yr hyn nas agorwyd yn aros ar gau.
close-means-early = Ni fydd cyfnewid yn digwydd yn yr achos hwn.
close-for-good = Allwch chi ddim agor achos eto ar ôl ei gau. Mae’r hyn a gofnodwyd yn aros.
close-yes = Cau’r achos
close-not-now = All neb gau’r achos hwn nawr. Dechreuwch ei gau yn gyntaf.
closed-title = Mae’r achos ar gau

blocker-no-certified-harmed = Nid yw’r person a niweidiwyd wedi’i gadarnhau eto.
blocker-no-certified-responsible = Nid yw’r person cyfrifol wedi’i gadarnhau eto.
blocker-key-holders-missing = Rhaid i ddau berson o’r tîm ddal allweddi’r achos hwn.
blocker-conflict-not-declared = Dydych chi ddim wedi dweud nad oes dim byd yn eich cysylltu â’r naill na’r llall.
blocker-age-not-recorded = Nid yw oedran pob person wedi’i gofnodi.
blocker-employment-not-recorded = Nid yw wedi’i gofnodi a yw eich sefydliad yn cyflogi un ohonynt.
blocker-employed-here = Mae eich sefydliad yn cyflogi un ohonynt, felly all ef ddim adolygu’r achos hwn.
blocker-sign-off-missing = Mae’r achos hwn ar y llwybr arbennig, ac nid oes goruchwyliwr wedi’i gymeradwyo.
blocker-items-on-their-way = Mae llythyr neu recordiad ar ei ffordd o hyd.
blocker-harm-not-recorded = Nid yw wedi’i gofnodi pa fath o niwed y mae’r achos hwn yn ymwneud ag ef.
blocker-second-reader-missing = Rhaid i ddau berson ddarllen popeth yn yr achos hwn, a dim ond un sy’n gwneud hynny.
blocker-barred-by-policy = Nid yw polisi eich sefydliad yn derbyn achos sy’n ymwneud â’r math hwn o niwed.
blocker-other = Mae rhywbeth ar goll o hyd. Gofynnwch i’ch goruchwyliwr.

elsewhere-title = Nid ar y dudalen hon y gwneir eich gwaith
elsewhere-administrator = Gofelir am staff, timau a’r hyn y mae eich sefydliad yn ei ganiatáu gyda’r rhaglen gobetween, ar eich cyfrifiadur eich hun.
elsewhere-auditor = Gwirir llwybrau ac allforion gyda’r rhaglen gobetween, ar eich cyfrifiadur eich hun.
elsewhere-settings = Yma gallwch newid eich cyfrinymadrodd a gweld ble rydych wedi mewngofnodi, o dan Gosodiadau.

## Trosglwyddo

hand-over-title = I’w drosglwyddo
hand-over-printed = am ei gael ar bapur.
hand-over-read-aloud = am ei glywed yn cael ei ddarllen gennych chi.
hand-over-played = am iddo gael ei chwarae gennych chi.
hand-over-when = Dewison nhw { SOFT($from) } tan { SOFT($until) }.
hand-over-not-yet = Mae rhywbeth yn sefyll yn y ffordd o hyd.
hand-over-too-early = Nid yw’r amser a ddewison nhw wedi dod.
hand-over-day-missing = Maen nhw yn y ddalfa, ac nid oes diwrnod wedi’i gadarnhau. Dim ond ar ddiwrnod y mae eu sefydliad wedi’i gadarnhau y caiff ei drosglwyddo, yn yr amser a ddewison nhw.
hand-over-day-confirmed = Maen nhw yn y ddalfa. Caiff ei drosglwyddo ar y diwrnod y mae eu sefydliad wedi’i gadarnhau: { SMALL($day) }.
hand-over-done = Rwyf wedi’i drosglwyddo
hand-over-open-printed = Edrych arno a’i argraffu
hand-over-open-read-aloud = Ei agor i’w ddarllen yn uchel
hand-over-open-played = Ei agor i’w chwarae
hand-over-print = Ei argraffu
hand-over-printing = Dim ond y llythyr sy’n cael ei argraffu. Rhowch ef iddynt eich hun, a pheidiwch â gadael copi ar ôl. Os yw’ch porwr yn cynnig penynnau a throedynnau, gadewch nhw allan.
print-pack-open = { $who }: argraffu popeth gyda’i gilydd
print-pack-title = Popeth ar bapur
print-pack-printing = Dim ond y llythyrau sy’n cael eu hargraffu, pob un ar ei ddalennau ei hun. Rhowch nhw iddynt eich hun, a pheidiwch â gadael copi ar ôl. Os yw’ch porwr yn cynnig penynnau a throedynnau, gadewch nhw allan.
print-part = { $number } o { $parts }: { $kind }
print-pack-sign = Yn ôl i’r achos, i lofnodi dros bob un
hand-over-what = Beth
hand-over-who = I bwy y mae
hand-over-chosen = Pryd
hand-over-means = Llofnodwch hyn dim ond pan fydd ganddynt. Nid yw’n cael ei drosglwyddo eilwaith.
hand-over-sign = Llofnodi ei fod wedi’i drosglwyddo
hand-over-recorded = Rydych wedi llofnodi ei fod wedi’i drosglwyddo.

case-items-title = Llythyrau a recordiadau
case-items-none = Does neb wedi anfon dim byd eto.
case-item-from-harmed = Oddi wrth y person a niweidiwyd
case-item-from-responsible = Oddi wrth y person cyfrifol
case-item-submitted = Yn cael ei baratoi ar gyfer darllenydd
case-item-processing = Yn cael ei baratoi ar gyfer darllenydd
case-item-failed = Ni ellid ei baratoi. Mae ei awdur wedi cael gwybod pam
case-item-awaiting_review = Yn aros i gael ei ddarllen
case-item-in_review = Mae cydweithiwr yn ei ddarllen
case-item-editing = Mae recordiad mwy diogel ohono’n cael ei wneud
case-item-returned = Wedi’i ddychwelyd i’w awdur
case-item-withheld = Wedi’i ddal yn ôl
case-item-escalated = Dan glo: gall rhywun fod mewn perygl
case-item-approved = Wedi’i gymeradwyo. Heb ei gynnig eto
case-item-offered = Wedi’i gynnig. Nid ydynt wedi cytuno eto
case-item-accepted = Maen nhw wedi cytuno. Heb ei ryddhau eto
case-item-released = Wedi’i ryddhau. Heb ei agor eto
case-item-opened = Wedi’i agor
case-item-declined = Maen nhw wedi dweud na
case-item-kept = Wedi’i agor, ac maen nhw’n ei gadw
case-item-held = Wedi’i agor, ac yn cael ei gadw yma ar eu rhan
case-item-returned_to_service = Wedi’i agor, a’i roi’n ôl
