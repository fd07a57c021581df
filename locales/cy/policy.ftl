### What a case is about, what a risk is assessed anew upon, and whose reply a plan has

how-change-policy = Dim ond polisi newydd, neu oruchwyliwr yn cywiro’r hyn a gofnodwyd, sy’n newid hyn. Siaradwch â’ch goruchwyliwr cyn dweud wrth neb, a dywedwch pam yng ngeiriau eich sefydliad ei hun.

act-record-harm = Cofnodi beth y mae’n ymwneud ag ef

harms-title = Beth mae’r achos yn ymwneud ag ef

fact-triggers = Asesu eto pan
fact-contact-outside = Cyswllt y tu allan i’r gwasanaeth hwn
fact-reply = Atebion
fact-harm-domestic = Niwed mewn teulu neu berthynas
fact-harm-sexual = Niwed rhywiol
fact-harm-stalking = Stelcian
fact-harm-exploitation = Camfanteisio
fact-harm-child = Niwed i blentyn
fact-harm-other = Niwed arall

recorded-reply = Atebion: { $reply }.
recorded-triggers = Caiff ei hasesu eto pan: { $triggers }.
recorded-contact-outside-reported = Adroddwyd ddiwethaf ar { SOFT($day) }
recorded-harm-present = Ydy. Cofnodwyd ar { SOFT($day) }.
recorded-harm-absent = Nac ydy. Cofnodwyd ar { SOFT($day) }.

ask-harm-domestic-title = A yw’r achos hwn yn ymwneud â niwed mewn teulu neu berthynas?
ask-harm-sexual-title = A yw’r achos hwn yn ymwneud â niwed rhywiol?
ask-harm-stalking-title = A yw’r achos hwn yn ymwneud â stelcian?
ask-harm-exploitation-title = A yw’r achos hwn yn ymwneud â chamfanteisio?
ask-harm-child-title = A yw’r achos hwn yn ymwneud â niwed i blentyn?
ask-harm-other-title = A yw’r achos hwn yn ymwneud ag unrhyw niwed arall?
ask-harm-line = O hyn y mae polisi eich sefydliad yn dweud sut y caiff yr achos ei drin. Nid yw pobl yr achos yn ei weld.
ask-harm-question = A yw’n ymwneud â hynny?
ask-harm-is-present = Ydy
ask-harm-hint-present = Dim ond goruchwyliwr all gymryd hyn yn ôl.
ask-harm-is-absent = Nac ydy
ask-harm-none = Mae hyn wedi’i gofnodi. Dim ond goruchwyliwr all ei gymryd yn ôl.

risk-triggers = Beth sy’n rhaid digwydd iddi gael ei hasesu eto, beth bynnag yw’r dyddiad?
risk-triggers-hint = Does dim yn pasio o hynny ymlaen nes gwneud hynny. Dewiswch bob un sy’n berthnasol, neu ddim un.

trigger-move = mae rhywun yn mynd i’r ddalfa neu’n cael ei symud
trigger-release-from-custody = mae rhywun yn cael ei ryddhau o’r ddalfa
trigger-new-order = mae gorchymyn neu amod yn cael ei gofnodi
trigger-escalation = mae rhywbeth a anfonwyd yn cael ei uwchgyfeirio
trigger-pause = mae rhywun yn oedi
trigger-contact-outside = mae cyswllt y tu allan i’r gwasanaeth hwn yn cael ei adrodd

ask-contact-outside-title = A fu cyswllt y tu allan i’r gwasanaeth hwn?
ask-contact-outside-line = Cofnodwch ei fod wedi’i adrodd i chi. Mae’r hyn a ddywedwyd, a chan bwy, yn mynd mewn nodyn.
ask-contact-outside-question = Beth ydych chi’n ei gofnodi?
ask-contact-outside-is-reported = Adroddwyd cyswllt y tu allan i’r gwasanaeth hwn

plan-reply = Pwy gaiff ateb yr hyn y maen nhw’n ei dderbyn?
plan-reply-hint = Mae’r ddau’n gwybod hyn cyn iddynt ysgrifennu. Gall pwy bynnag sydd heb dderbyn dim eto ysgrifennu’n gyntaf bob amser.

reply-by-both = y ddau ohonynt
reply-by-harmed = y person a niweidiwyd yn unig
reply-by-responsible = y person cyfrifol yn unig
reply-by-none = neb: does dim angen ateb
reply-missing = Dywedwch pwy gaiff ateb
