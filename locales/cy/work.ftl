# Yr hyn sy’n aros i aelod o staff, yn eu holl achosion.

task-work = Gwaith heddiw
task-work-hint = Beth sydd i’w wneud yn eich holl achosion, y cynharaf yn gyntaf

work-title = Gwaith heddiw
work-line = Beth sydd i’w wneud yn eich achosion, y cynharaf yn gyntaf. Dydd Llun i ddydd Gwener yw’r dyddiau gwaith yma: nid yw gwyliau banc yn cael eu hepgor.
work-none = Does dim i’w wneud yn eich achosion.
work-more = { $many ->
    [one] Mae un peth arall i’w wneud. Bydd yn ymddangos ar ôl gwneud rhywbeth uchod.
   *[other] Mae { $many } o bethau eraill i’w gwneud. Byddan nhw’n ymddangos ar ôl gwneud rhywbeth uchod.
}

work-kind-disclosed = Dywedwyd wrth rywun y tu allan am berygl
work-kind-escalated = Mae rhywbeth wedi’i gloi: gall rhywun fod mewn perygl
work-kind-appeal = Mae awdur wedi gofyn am gael edrych eto
work-kind-review = Mae rhywbeth yn aros i’w ddarllen ac i gael penderfyniad
work-kind-risk = Rhaid asesu’r risg eto
work-kind-restriction = Mae gorchymyn neu amod yn dod i ben
work-kind-clearance = Mae caniatâd sefydliad yn dod i ben
work-kind-age = Mae rhywun yn cyrraedd oed sy’n newid yr hyn a ofynnir
work-kind-mandate = Mae’r hawl i weithredu dros rywun heb gyfrif yn dod i ben
work-kind-window = Yr amser a ddewisodd rhywun i dderbyn rhywbeth
work-kind-delivery = Mae rhywbeth i’w roi i rywun neu ei ddarllen iddynt
work-kind-follow-up = Siarad â rhywun a agorodd rywbeth

work-due = I’w wneud erbyn { SMALL($when) }
work-due-past = Yn hwyr: roedd i’w wneud erbyn { SMALL($when) }
work-ends = Yn dod i ben ar { SOFT($day) }
work-ends-past = Yn hwyr: daeth i ben ar { SOFT($day) }
work-opens = Yn agor { SMALL($when) }
work-opens-past = Ar agor ers { SMALL($when) }
work-since = Ar unwaith, ers { SMALL($when) }

ask-follow-up-title-harmed = A wnaethoch chi siarad â’r person a niweidiwyd?
ask-follow-up-title-responsible = A wnaethoch chi siarad â’r person cyfrifol?
ask-follow-up-line = Fe wnaethon nhw agor rhywbeth. Gofynnwch sut maen nhw. Nid yw’r hyn maen nhw’n ei ddweud yn cael ei gofnodi yma.
ask-follow-up-question = A lwyddoch chi i gael gafael arnyn nhw?
ask-follow-up-is-made = Do, fe wnaethon ni siarad
ask-follow-up-is-tried = Naddo, methais gael gafael arnyn nhw
ask-follow-up-hint-tried = Bydd ar eich rhestr eto ar gyfer y diwrnod gwaith nesaf.
fact-follow-up = Cyswllt ar ôl agor

# Mae rhywun mewn perygl.

danger-link = Mae rhywun mewn perygl
danger-title = Mae rhywun mewn perygl
danger-call = Ffoniwch yn gyntaf: 999, neu bwy bynnag all helpu gyflymaf. Does dim rhaid i chi ofyn i neb, a chewch ddweud wrthyn nhw beth rydych wedi’i ddarllen.
danger-then = Yna dywedwch yma wrth bwy y dywedoch chi. Mae’n cael ei lofnodi yn eich enw chi, ac mae eich tîm a’i oruchwylwyr yn ei weld.
danger-reason = Beth yw’r perygl?
danger-reason-missing = Dywedwch beth yw’r perygl
danger-reason-danger-to-life = Perygl i fywyd rhywun
danger-reason-danger-to-a-child = Perygl i blentyn
danger-to = Wrth bwy y dywedoch chi?
danger-to-missing = Nodwch wrth bwy y dywedoch chi
danger-to-police = Yr heddlu
danger-to-ambulance = Ambiwlans
danger-to-childrens-services = Gwasanaethau plant
danger-to-other = Rhywun arall a all helpu
danger-words = Beth ddywedoch chi wrthyn nhw
danger-words-hint = Os oes amser. Dim ond eich tîm all ei ddarllen.
danger-check-title = Gwiriwch cyn llofnodi
danger-point-1 = Mae eich tîm yn ei weld ar unwaith, a bydd goruchwyliwr yn edrych i mewn iddo.
danger-point-2 = Ni ddangosir dim ohono i’r naill berson na’r llall, nac i neb sy’n gweithredu drostyn nhw.
danger-point-3 = Nid yw’n atal dim ynddo’i hun. I gloi’r hyn a ddarllenoch, dewiswch hynny wrth benderfynu amdano.
danger-sign = Llofnodi eich bod wedi dweud wrthyn nhw
danger-kept-title = Mae wedi’i gadw
danger-kept-line = Gall eich tîm weld wrth bwy y dywedoch chi. Bydd goruchwyliwr heblaw chi yn edrych i mewn iddo.
danger-kept-case = Mynd i’r achos
danger-kept-review = Dal ati i ddarllen

disclosed-title = Dywedwyd wrth rywun y tu allan
disclosed-what = Gwelodd darllenydd y gall rhywun fod mewn perygl. Dim ond y tîm hwn sy’n ei weld.
disclosed-to = Dywedwyd ar { SOFT($when) } wrth: { $to }
disclosed-no-words = Ni chafodd yr hyn a ddywedwyd ei ysgrifennu. Gofynnwch i’ch tîm.
disclosed-look-into = Rwyf wedi edrych i mewn iddo

looked-into-title = Ydych chi wedi edrych i mewn iddo?
looked-into-line = Siaradwch â phwy bynnag a ddywedodd wrth rywun, a gwnewch yn siŵr bod gan y rhai all helpu yr hyn sydd ei angen arnynt. Mae hyn yn ei dynnu oddi ar restrau eich tîm.
looked-into-button = Rwyf wedi edrych i mewn iddo
looked-into-value = Mae goruchwyliwr wedi edrych i mewn iddo
fact-disclosure = Dywedwyd wrth rywun y tu allan

# Ffordd arall drwy lythyr, i bwy bynnag sy’n ei glywed neu’n defnyddio’r bysellfwrdd.

read-by-paragraph = Ewch drwyddo fesul paragraff, gyda darllenydd sgrin neu’r bysellfwrdd
read-on-screen = Ei ddarllen ar y sgrin fel y mae
read-line-spoken = Ewch drwy bob paragraff, a dywedwch am bob un eich bod wedi’i ddarllen. Gallwch ei gymeradwyo ar ôl dweud hynny am bob un.
read-covered-spoken = Wedi’i ddarllen hyd yma: { $percent } y cant
read-covered-spoken-part = Gallwch fynd ymlaen ar ôl darllen pob paragraff.
read-covered-spoken-whole = Rydych wedi darllen pob paragraff.
paragraph-of = Paragraff { $number } o { $many }
paragraph-read = Rydych wedi’i ddarllen.
paragraph-read-button = Rwyf wedi darllen hwn

# Ffordd arall drwy recordiad, i bwy bynnag nad yw’n ei glywed.

watch-unheard = Nid wyf yn ei glywed: mynd yn ôl yr hyn a ysgrifennodd cydweithiwr
watch-heard = Rwyf yn ei glywed: ei chwarae yn lle hynny
unheard-line = Mae’n para { $length }. Chwaraewch y llun hyd y diwedd, gyda sain neu hebddi, a dywedwch am bob paragraff eich bod wedi’i ddarllen. Gallwch ei gymeradwyo ar ôl gwneud y ddau.
unheard-line-sound = Mae’n para { $length } ac nid oes llun. Dywedwch am bob paragraff eich bod wedi’i ddarllen. Gallwch ei gymeradwyo ar ôl dweud hynny am bob un.
unheard-covered = Wedi’i weld a’i ddarllen hyd yma: { $percent } y cant
unheard-covered-part = Gallwch fynd ymlaen ar ôl gweld a darllen y cyfan.
unheard-covered-whole = Rydych wedi gweld a darllen y cyfan.
covered-unheard = Y cyfan, { $length }, yn ôl yr hyn a ysgrifennodd cydweithiwr
transcript-title = Beth sy’n cael ei ddweud a’i glywed
transcript-waiting = Yn chwilio am yr hyn a ysgrifennwyd
transcript-by-colleague = Chwaraeodd cydweithiwr ef hyd y diwedd a llofnodi bod y cyfan yma.
transcript-none = Nid oes neb wedi ysgrifennu’r hyn sy’n cael ei ddweud a’i glywed eto
transcript-begun = Mae rhywun wedi dechrau ei ysgrifennu, ac nid yw wedi llofnodi bod y cyfan yno
transcript-by-own = Chi a’i hysgrifennodd, felly ni allwch fynd yn ei ôl
transcript-by-author-side = Fe’i hysgrifennwyd gan rywun a helpodd ei awdur, felly ni allwch fynd yn ei ôl
transcript-who = Gall unrhyw un arall sy’n darllen ar gyfer yr achos hwn, sy’n ei glywed ac nad yw wedi helpu ei awdur, ei ysgrifennu.
transcript-point-1 = Rhowch ef yn ôl yn y ciw ar waelod y dudalen hon, a dywedwch wrth gydweithiwr.
transcript-point-2 = Maen nhw’n ei gymryd, yn ei chwarae hyd y diwedd, yn agor “Ysgrifennu’r hyn sy’n cael ei ddweud a’i glywed” ac yn ei lofnodi.
transcript-point-3 = Maen nhw’n ei roi yn ôl, ac rydych chi’n ei gymryd eto.
transcribe = Ysgrifennu’r hyn sy’n cael ei ddweud a’i glywed
transcribe-again = Edrych ar yr hyn a ysgrifennwyd, neu ei gywiro
transcribe-what = Mae hwn ar gyfer cydweithiwr nad yw’n ei glywed. Maen nhw’n penderfynu yn ei ôl, felly peidiwch â gadael dim allan: beth sy’n cael ei ddweud, gan bwy, a beth arall sydd i’w glywed, fel chwerthin, tawelwch neu ddrws.
transcribe-who = Dim ond darllenwyr yr achos hwn all ei ddarllen. Nid yw’r awdur na’r person arall byth yn ei weld.
transcribe-hint = Gadewch linell wag rhwng y paragraffau. Gallwch ddechrau pob un â’i amser, fel 1:05.
transcribe-not-whole = Gallwch ei lofnodi ar ôl i chi chwarae’r cyfan.
transcribe-sign = Llofnodi bod y cyfan yno
transcribe-keep = Cadw’r hyn sydd gennyf hyd yma
written-down-transcribing = Fe’i cedwir ar gyfer darllenwyr yr achos hwn. Nid yw wedi’i lofnodi fel y cyfan.
written-down-transcript = Mae wedi’i lofnodi. Gall cydweithiwr fynd yn ei ôl nawr.
transcript-missing = Ysgrifennwch yr hyn sy’n cael ei ddweud a’i glywed
transcript-too-long = Nid yw hyn yn ffitio: mae tua 15,000 o lythrennau’n ffitio. Gwnewch ef yn fyrrach, neu gofynnwch i gydweithiwr sy’n ei glywed benderfynu.

# Yr hyn y mae pobl yn ei ofyn gan bwy sy’n ysgrifennu atyn nhw, wedi’i basio ymlaen gan ddarllenydd.

passing-title = Beth maen nhw’n ei ofyn gan bwy sy’n ysgrifennu atyn nhw
passing-what = Darllenwch ef yn gyntaf. Mae’r person arall yn ei weld cyn ysgrifennu, ar ôl i chi ei basio ymlaen.
passing-done = Mae wedi’i basio ymlaen.
passing-button-harmed = Ei basio ymlaen i’r person cyfrifol
passing-button-responsible = Ei basio ymlaen i’r person a niweidiwyd
