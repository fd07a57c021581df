### Ble mae rhywun wedi mewngofnodi, a chyfrinymadrodd newydd.

sessions-title = Ble rydych chi wedi mewngofnodi
sessions-what = Mae pob un o’r rhain yn un tro y gwnaethoch fewngofnodi. Mae’n dod i ben pan fyddwch yn allgofnodi, ac ohono’i hun ar ôl chwarter awr heb ei ddefnyddio.
session-this = Yma, lle’r ydych chi nawr
session-other = Rhywle arall
session-began = Mewngofnodi: { SMALL($when) }
session-used = Defnyddiwyd ddiwethaf: { SMALL($when) }
session-end = Dod ag ef i ben
session-ended = Mae hwnnw wedi dod i ben.
sessions-unknown = Os nad chi oedd un ohonynt, dewch ag ef i ben. Yna dewiswch gyfrinymadrodd newydd.
sessions-end-others = Dod â’r lleill i gyd i ben
sessions-others-ended = Mae’r lleill i gyd wedi dod i ben.
sessions-no-others = Nid ydych wedi mewngofnodi yn unman arall.

ways-title = Eich cyfrinymadrodd a’ch cod adfer
ways-what = Dewiswch rai newydd os gall rhywun fod yn eu gwybod, neu os ydych wedi colli un ohonynt.
ways-choose = Dewis cyfrinymadrodd newydd

prove-title = Yn gyntaf, dangoswch mai chi sydd yno
prove-what = Teipiwch y cyfrinymadrodd sydd gennych nawr. Os ydych wedi’i golli, defnyddiwch eich cod adfer.
prove-keep = Wedyn cewch eiriau newydd a chod adfer newydd. Cadwch yr hen rai nes i chi orffen.
proving = Yn gwirio. Mae hyn yn cymryd ychydig eiliadau.

recovered-title = Dewiswch gyfrinymadrodd newydd
recovered-what = Daethoch i mewn gyda’ch cod adfer. Dewiswch gyfrinymadrodd newydd nawr, er mwyn i chi allu dod i mewn gydag ef y tro nesaf.
recovered-code = Byddwch hefyd yn cael cod adfer newydd. Cadwch yr hen un nes i chi orffen. Wedyn ni fydd yn agor dim byd.
recovered-later = Nid nawr

new-ways-title = Mae eich cyfrinymadrodd newydd yn gweithio nawr
new-ways-what = Mae eich cod adfer newydd yn gweithio hefyd. Nid yw’r hen rai yn agor dim byd mwyach, a gallwch rwygo eu papur.
new-ways-others = Ym mhobman arall, rydych wedi allgofnodi. Gallwch ddarllen o hyd bopeth y gallech ei ddarllen o’r blaen.
