/** Domains that anybody can have an address at: such an address says nothing about a company. */
export const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `
  gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp hotmail.com
  hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com live.co.uk live.fr live.de live.nl msn.com
  passport.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.ca
  yahoo.com.au yahoo.com.br ymail.com rocketmail.com icloud.com me.com mac.com aol.com aim.com proton.me
  protonmail.com pm.me tutanota.com tuta.io tuta.com tutanota.de gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.fr
  web.de t-online.de freenet.de arcor.de mail.com email.com usa.com zoho.com zohomail.com yandex.com yandex.ru
  ya.ru mail.ru bk.ru inbox.ru list.ru rambler.ru fastmail.com fastmail.fm hey.com hushmail.com mailfence.com
  posteo.de posteo.net mailbox.org runbox.com startmail.com disroot.org riseup.net qq.com foxmail.com 163.com
  126.com yeah.net sina.com sina.cn sohu.com aliyun.com naver.com daum.net hanmail.net nate.com rediffmail.com
  orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr libero.it virgilio.it alice.it tin.it
  tiscali.it tiscali.co.uk btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
  optonline.net roadrunner.com shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au xtra.co.nz
  telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl bluewin.ch sunrise.ch telia.com
  online.no wp.pl o2.pl onet.pl interia.pl gazeta.pl seznam.cz centrum.cz email.cz azet.sk uol.com.br bol.com.br
  terra.com.br ig.com.br globo.com terra.es telefonica.net ono.com sapo.pt abv.bg ukr.net i.ua walla.co.il
  duck.com simplelogin.com relay.firefox.com privaterelay.appleid.com
  `
    .trim()
    .split(/\s+/),
)
