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

work-due = I’w wneud erbyn { $when }
work-due-past = Yn hwyr: roedd i’w wneud erbyn { $when }
work-ends = Yn dod i ben ar { $day }
work-ends-past = Yn hwyr: daeth i ben ar { $day }
work-opens = Yn agor { $when }
work-opens-past = Ar agor ers { $when }
work-since = Ar unwaith. Wedi’i gloi ers { $when }

ask-follow-up-title-harmed = A wnaethoch chi siarad â’r person a niweidiwyd?
ask-follow-up-title-responsible = A wnaethoch chi siarad â’r person cyfrifol?
ask-follow-up-line = Fe wnaethon nhw agor rhywbeth. Gofynnwch sut maen nhw. Nid yw’r hyn maen nhw’n ei ddweud yn cael ei gofnodi yma.
ask-follow-up-question = A lwyddoch chi i gael gafael arnyn nhw?
ask-follow-up-is-made = Do, fe wnaethon ni siarad
ask-follow-up-is-tried = Naddo, methais gael gafael arnyn nhw
ask-follow-up-hint-tried = Bydd ar eich rhestr eto ar gyfer y diwrnod gwaith nesaf.
fact-follow-up = Cyswllt ar ôl agor
