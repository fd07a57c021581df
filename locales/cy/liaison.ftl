### Yr hyn y mae swyddog cyswllt yn ei weld, sy’n gweithredu dros bobl yn y ddalfa heb gyfrif. Un peth ar
### bob tudalen, ar ddiwedd shifft. Nid oes enw neb yn hysbys yma.

jobs-title = Eich gwaith
jobs-nobody = Ar hyn o bryd nid yw eich tîm yn gweithredu dros neb. Unwaith y bydd hwylusydd wedi dweud dros bwy, fe’u rhestrir yma.
jobs-send = Anfon rhywbeth dros rywun
jobs-send-hint = Recordiadau, lluniau a PDFau, un ffeil neu ffolder gyfan
jobs-people = Dros bwy y mae eich tîm yn gweithredu
jobs-reference = Ni chedwir enwau yma. Gall hwylusydd yr achos ddweud wrthych gyfeirnod pwy ydyw.
acting-harmed = Person a niweidiwyd, cyfeirnod { $reference }
acting-responsible = Person cyfrifol, cyfeirnod { $reference }
acting-until = Cewch weithredu drostynt tan { SOFT($day) }.
acting-nothing-yet = Nid oes dim wedi’i anfon drostynt eto.
acting-kind-letter = Llythyr
acting-kind-recorded_message = Neges wedi’i recordio
acting-kind-video_message = Neges fideo
acting-kind-scan = Llythyr ar bapur

## Sut mae hi arno

acting-status-draft = Wedi’i ddechrau, a heb ei anfon i’r diwedd.
acting-status-draft-kept = Wedi’i ddechrau, a heb ei anfon i’r diwedd. Cedwir yr hyn sydd yno tan { SOFT($day) }.
acting-status-sending = Ar ei ffordd.
acting-status-lapsed = Wedi’i ddechrau ac erioed wedi’i anfon i’r diwedd. Tynnwyd yr hyn oedd yno.
acting-status-processing = Mae wedi cyrraedd, ac yn cael ei wneud yn ddiogel.
acting-status-failed = Doedd dim modd defnyddio’r ffeil. Gellir rhoi un arall yn ei lle.
acting-status-with_facilitator = Gyda’r hwylusydd.
acting-status-returned = Daeth yn ôl: mae’r hwylusydd yn gofyn am newid rhywbeth.
acting-status-withheld = Mae’r hwylusydd wedi penderfynu peidio â’i basio ymlaen.
acting-status-recalled = Wedi’i gymryd yn ôl.
acting-status-changed = Mae’r hwylusydd wedi newid rhywbeth ynddo, ac mae’n aros am air ei awdur. Gwelwch ef gyda gobetween safer see, wrth derfynell.
acting-sent-on = Dechreuwyd ar { SOFT($day) }.
acting-go-on = Dewiswch yr un ffeil unwaith eto, yma neu wrth ddesg cydweithiwr. Mae’n parhau o’r fan lle stopiodd, ac nid anfonir dim sydd yno ddwywaith.
acting-go-on-button = Dewis yr un ffeil
acting-replace-failed = Does neb wedi’i weld. Gofynnwch am recordiad arall, neu dewiswch ffeil arall.
acting-replace-lapsed = Gallwch anfon rhywbeth yn ei le.
acting-replace-returned = Mae’r hyn a wneir o’r newydd yn cymryd ei le. Ni ellir agor geiriau’r hwylusydd ei hun i’w awdur yma eto.
acting-ask-them = Gofynnwch i hwylusydd yr achos beth y byddent yn ei ddweud wrth ei awdur.

## I bwy mae

who-for-title = Dros bwy mae hyn?
who-for-question = Dros bwy rydych chi’n anfon?
who-for-hint = Gwiriwch y cyfeirnod gyda hwylusydd yr achos os nad ydych yn siŵr.
who-for-missing = Dewiswch dros bwy mae hyn

## Dewis beth i’w anfon

send-title = Beth ydych chi am ei anfon?
send-line = Y ffeil ei hun sy’n dweud beth sy’n recordiad a beth sy’n llythyr ar bapur. Mae enwau’r ffeiliau’n aros ar y cyfrifiadur hwn.
send-begun = Dechreuwyd rhywbeth drostynt heb ei anfon i’r diwedd. Dewiswch yr un ffeil, ac mae’n parhau o’r fan lle stopiodd.
send-elsewhere = Mae rhywbeth arall yn dal ar ei ffordd. Gellir anfon hyn unwaith y bydd hwnnw wedi cyrraedd.
send-instead-title = Dewiswch ffeil arall
send-instead-line = Mae’n cymryd lle’r un o’r blaen.
send-files-label = Ffeiliau
send-file-label = Y ffeil
send-files-hint = Recordiadau hyd at 3 GB, lluniau a PDFau hyd at 256 MB. Anfonir pob ffeil ar ei phen ei hun.
send-files-choose = Dewis ffeiliau
send-folder-label = Neu ffolder gyfan
send-folder-hint = Y cyfan sy’n gorwedd yn union ynddi, yr hynaf yn gyntaf.
send-folder-choose = Dewis ffolder
send-none = Dim byd wedi’i ddewis eto
send-many = { $many ->
    [one] { $many } ffeil
   *[other] { $many } ffeil
}
send-chosen = Yn y drefn hon:
send-missing = Dewiswch o leiaf un ffeil
send-folder-empty = Nid oes ffeil yn y ffolder hon. Dewiswch un arall
send-language = Pa iaith sy’n cael ei siarad neu ei hysgrifennu ynddynt?
send-language-missing = Dewiswch yr iaith
send-size = { $mb } MB
not-sent-empty = Mae’r ffeil yn wag.
not-sent-not-a-recording = Nid recordiad, llun na PDF yw hon.
not-sent-not-accepted = Ni dderbynnir ffeiliau o’r math hwn.
not-sent-too-large = Mae’n fwy na 3 GB.
not-sent-scan-too-large = Mae’n fwy na 256 MB, y mwyaf ar gyfer llun neu PDF.

## Ar y ffordd

acting-in-the-way = Ni ellir anfon dim drostynt eto
acting-in-part = Ni ellir anfon popeth drostynt
acting-way-both = Recordiadau a llythyrau ar bapur
acting-way-recording = Recordiadau
acting-way-paper = Llythyrau ar bapur
acting-way-author-consent-missing = Nid ydynt wedi dweud ie i gymryd rhan ac i anfon hyn. Hwylusydd yr achos sy’n nodi hynny, neu chi pan fyddwch gyda nhw.
acting-way-acknowledgement-missing = Nid ydynt wedi dweud eu bod yn derbyn cyfrifoldeb. Hwylusydd yr achos sy’n nodi hynny, neu chi pan fyddwch gyda nhw.
acting-way-case-not-active = Ni chymerir dim byd newydd yn yr achos hwn ar hyn o bryd. Gall ei hwylusydd ddweud pam, a’r hwylusydd sy’n dechrau’r cyfnewid.
acting-way-reply-not-in-plan = Nid yw ateb yn rhan o’r hyn a gytunwyd. Dim ond eu hwylusydd all gytuno ar hynny gyda’r ddau berson.
acting-way-medium-not-in-plan = Nid yw hyn yn rhan o’r hyn a gytunwyd. Dim ond eu hwylusydd all gytuno ar hynny gyda’r ddau berson.
acting-trouble-too-many-begun = Dechreuwyd sawl peth drostynt heb eu hanfon i’r diwedd. Parhewch ag un o’r rheini yn gyntaf: dewiswch yr un ffeil eto.
acting-trouble-no-room = Does dim lle i hyn ar hyn o bryd. { $gb ->
    [0] Mae lle i rywbeth llai nag 1 GB.
   *[other] Mae lle i { $gb } GB.
} Gall gweinyddwr eich sefydliad ddweud mwy.
acting-trouble-too-large = Mae’n rhy fawr.
acting-trouble-file-changed = Doedd dim modd darllen y ffeil, neu fe’i newidiwyd yn y cyfamser. Dewiswch hi eto.

## Golwg cyn iddo adael

send-looking-title = Edrych ar y ffeiliau
send-looking = Yn edrych ar bob ffeil. Nid oes dim yn cael ei anfon eto.
send-check-title = Ydy hyn yn iawn?
send-for = Dros
send-spoken = Iaith
send-check-line = Mae pob ffeil yn cael ei chloi ar y cyfrifiadur hwn cyn ei hanfon. Hwylusydd yr achos sy’n ei gweld gyntaf.
send-nothing = Nid oes dim yn y ffeiliau hyn i’w anfon.
send-now = { $many ->
    [one] Anfon { $many } ffeil
   *[other] Anfon { $many } ffeil
}
send-others = Dewis ffeiliau eraill
send-outlook-new = Bydd yn cael ei hanfon.
send-outlook-goes-on = Fe’i dechreuwyd o’r blaen. Mae’n parhau o’r fan lle stopiodd.
send-outlook-sent-before = Fe’i hanfonwyd o’r blaen, ac nid yw’n cael ei hanfon eto.
send-outlook-refused = Ni fydd yn cael ei hanfon.

## Yn teithio

send-which = Ffeil { $number } o { $many }
send-broken = Mae’r cysylltiad wedi torri
send-broken-line = Rhoddir cynnig arall arni ohoni ei hun. Mae’r hyn sydd wedi cyrraedd yn aros yno.
send-safe = Gallwch adael y dudalen hon ar agor a gwneud rhywbeth arall. Os bydd yn cau, mewngofnodwch eto, yma neu wrth ddesg cydweithiwr, a dewiswch yr un ffeiliau: maen nhw’n parhau o’r fan lle stopion nhw.
send-came-sent = Mae wedi cyrraedd.
send-came-goes = Ar ei ffordd nawr.
send-came-not-sent = Ni chafodd ei hanfon.
send-done-title = Wedi’i wneud
send-done = { $many ->
    [0] Nid anfonwyd dim.
    [one] Mae { $many } ffeil wedi cyrraedd.
   *[other] Mae { $many } ffeil wedi cyrraedd.
}
send-done-next = Nawr mae pob un yn cael ei gwneud yn ddiogel. Os na ellir defnyddio un, mae eich tudalen yn dweud pam.
send-more = Anfon rhywbeth arall
send-stopped-title = Fe stopiodd

## I’w drosglwyddo

deliver-not-now = Nid nawr: nid dyma’r amser na’r diwrnod ar ei gyfer, neu mae rhywbeth yn y ffordd. Dim ond tra bo’r dudalen hon yn ei gynnig y caiff ei drosglwyddo.
deliver-days = Yn y ddalfa, dim ond ar ddiwrnod a gadarnhawyd gyda’ch sefydliad y trosglwyddir rhywbeth.
deliver-check-title = A gawsant ef?
deliver-check-line = Ni ellir tynnu’n ôl yr hyn a lofnodwch. Nid oes dim yn ei agor yn eich tîm mwyach.
deliver-how = Sut
deliver-how-printed = Wedi’i argraffu, a’i roi iddynt
deliver-how-read-aloud = Wedi’i ddarllen iddynt
deliver-how-played = Wedi’i chwarae iddynt
deliver-signing = Wrthi’n llofnodi.
deliver-not-yet = Ddim eto
deliver-done-title = Wedi’i drosglwyddo

## Yr hyn maen nhw’n ei ddweud

spoken-link = Yr hyn maen nhw’n dweud ie iddo
spoken-title = Yr hyn maen nhw’n dweud ie iddo
spoken-line = Nhw sydd i benderfynu pob peth, a’i gymryd yn ôl. Rydych chi’n darllen y geiriau iddynt ac yn llofnodi’r hyn a ddywedon nhw.
spoken-side = Mae pwy bynnag sy’n nodi hyn yn cyfrif fel rhywun ar eu hochr nhw o’r achos, ac nid yw’n darllen dim drosto fel hwylusydd.
spoken-topic-take-part = Cymryd rhan
spoken-topic-acknowledgement = Derbyn cyfrifoldeb
spoken-topic-send = Anfon
spoken-topic-receive = Derbyn
spoken-decision = Eu penderfyniad
spoken-medium-letter = Llythyrau
spoken-medium-recording = Recordiadau
spoken-medium-paper = Llythyrau ar bapur
spoken-standing-undecided = Nid ydynt wedi dweud eto.
spoken-standing-yes = Dywedon nhw ie ar { SOFT($day) }.
spoken-standing-withdrawn = Cymeron nhw ef yn ôl ar { SOFT($day) }.
spoken-read = Darllenwch y geiriau hyn iddynt, bob un ohonynt, yn eu hiaith eu hunain: rydych yn ei newid ar frig y dudalen.
spoken-manner = Sut maen nhw’n ei ddweud?
spoken-manner-in-person = Maen nhw yma gyda mi
spoken-manner-phone = Ar y ffôn
spoken-manner-paper = Ar bapur a lofnodwyd ganddynt
spoken-manner-missing = Dewiswch sut maen nhw’n ei ddweud
spoken-yes = Maen nhw’n dweud ie
spoken-back = Maen nhw’n ei gymryd yn ôl
spoken-back-means = O hynny ymlaen nid oes dim sy’n dibynnu arno yn pasio. Nid oes rhaid iddynt ddweud pam.
spoken-back-sign = Llofnodi eu bod yn ei gymryd yn ôl
spoken-back-not = Ei adael fel y mae
spoken-done = Wedi gorffen
spoken-sign = Llofnodi’r hyn a ddywedon nhw
spoken-hearing-title = Sut maen nhw am glywed
spoken-hearing-now-undecided = Nid ydynt wedi dweud eto. Nes iddynt wneud, ni ddywedir dim wrthynt.
spoken-hearing-now-tell-me = Maen nhw am gael gwybod pan fydd rhywbeth wedi cyrraedd.
spoken-hearing-now-only-if-asked = Dim ond pan fyddant yn gofyn y dywedir wrthynt.
spoken-hearing-now-never = Nid ydynt am gael gwybod dim.
spoken-hearing-question = Os bydd rhywbeth yn cyrraedd iddynt
spoken-hearing-tell-me = Maen nhw am gael gwybod
spoken-hearing-only-if-asked = Dim ond os byddant yn gofyn
spoken-hearing-never = Byth
spoken-hearing-missing = Dewiswch a ydynt am gael gwybod
spoken-told-question = Beth gaiff y person arall ei wybod?
spoken-told-nothing = Dim byd
spoken-told-accepted = Yr hoffent ei dderbyn
spoken-told-opened = Hynny, a’i fod wedi’i roi iddynt
spoken-told-missing = Dewiswch beth gaiff y person arall ei wybod
