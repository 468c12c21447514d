# Writes the mails, pages and texts of good/ (report.pdf must be there already).
from pathlib import Path
from email.message import EmailMessage
from email.policy import SMTP
here=str(Path(__file__).resolve().parent.parent)
out=here+'/good/'
src=here+'/source/'
# spreadsheet source
open(src+'lines.csv','w',encoding='utf-8').write("Ligne;Terminus;Voyageurs;Ouverture\nExpress 401;Angers — Cholet;512300;2019-09-02\nExpress 402;Angers — Saumur;431900;2020-01-06\nNavette 7;Gennes — Trèves;22410;2023-07-08\n")
open(out+'lines.csv','wb').write("Ligne;Terminus;Voyageurs\r\nExpress 401;Angers — Cholet;512300\r\nNavette 7;Gennes – Trèves;22410\r\n".encode('cp1252'))
open(out+'note.cp1252.txt','wb').write("Note de service\r\n\r\nL’indemnité de déplacement est portée à 45 € par jour. Les agents de l’œuvre sociale n’y ont pas droit…\r\n".encode('cp1252'))
t="Compte rendu\n\nLe bureau s’est réuni à Nîmes le 3 mai 2024. Il a élu Mme Zoé Lefèvre à la présidence.\n"
open(out+'minutes.utf16le.txt','wb').write(t.encode('utf-16'))
open(out+'minutes.utf16be-nomark.txt','wb').write(t.replace('Compte rendu','Procès-verbal').encode('utf-16-be'))
open(out+'guide.md','w',encoding='utf-8').write("""---
title: "Guide de l’instructeur"
date: 2024-02-05
url: https://example.org/guide
---

Préambule
=========

Ce guide s’adresse aux agents instructeurs.

## Délais

Le dossier est instruit en trente jours. Passé ce délai, le silence vaut accord.

```sh
# ceci n'est pas un titre
make all
```

| Pièce | Délai | Service |
|-------|-------|---------|
| Plan de masse | 10 jours | Urbanisme |
| Attestation | 5 jours | Accueil |

## Recours

Le recours est porté devant le tribunal administratif de Nantes.
""")
open(out+'page.html','w',encoding='utf-8').write("""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Le pont de Cé rouvre lundi | Ouest Matin</title>
<meta property="og:title" content="Le pont de Cé rouvre lundi">
<link rel="canonical" href="https://example.org/pont-de-ce">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-06-14T08:00:00+02:00"}</script>
<style>body{font-family:serif}</style><script>alert("non")</script></head>
<body><header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/sports">Sports</a></li><li><a href="/abo">Abonnez-vous à notre offre</a></li></ul></nav></header>
<div id="cookie-banner" class="cookie-banner">Nous utilisons des cookies pour mesurer notre audience. <button>Tout accepter</button></div>
<main><article><h1>Le pont de Cé rouvre lundi</h1>
<p class="chapo">Après onze semaines de travaux, la circulation reprend lundi 17 juin à six heures sur le pont de Cé, fermé depuis la crue de mars.</p>
<img src="http://192.0.2.1/track.gif" alt="">
<p>Le chantier a coûté 1,8 million d’euros, financés pour moitié par le département. Les culées ont été reprises en sous-œuvre et le tablier a reçu une étanchéité neuve.</p>
<h2>Un sens unique jusqu’en août</h2>
<p>Les camions de plus de 19 tonnes resteront interdits. Une déviation est fléchée par Érigné, précise le service des routes, qui prévoit un retour à la normale le 30 août.</p>
<ul><li>vitesse limitée à 30 km/h ;</li><li>stationnement interdit sur la levée.</li></ul>
<p>Les riverains, eux, demandent un passage protégé pour les cyclistes. « On nous l’a promis avant l’hiver », rappelle leur porte-parole, Maud Girardeau, qui tiendra une réunion publique à la mairie le 2 juillet.</p>
</article></main>
<aside class="related"><h3>À lire aussi</h3><p>Un marché de Noël à Brissac cette année encore.</p></aside>
<footer>Mentions légales — Plan du site — Publicité</footer></body></html>
""")
inner=EmailMessage(policy=SMTP); inner['From']='Luc Moreau <luc@example.org>'; inner['To']='greffe@example.org'; inner['Subject']='Pièces du dossier 4471'; inner['Date']='Mon, 08 Jan 2024 09:12:00 +0100'
inner.set_content("Bonjour,\n\nLe rapport d’autopsie est annexé au dossier 4471 depuis vendredi.\n\nLuc Moreau\n")
m=EmailMessage(policy=SMTP); m['From']='Élise Brémond <elise@example.org>'; m['To']='Cabinet Vidal <vidal@example.org>'; m['Cc']='archives@example.org'; m['Subject']='RE: Calendrier de l’audience'; m['Date']='Wed, 10 Jan 2024 17:45:00 +0100'; m['Message-ID']='<1@example.org>'
m.set_content("Maître,\n\nL’audience est reportée au 22 février à 14 h. Le président entendra d’abord les parties civiles.\n\nBien à vous,\nÉlise Brémond\n", charset='windows-1252', cte='quoted-printable')
m.add_alternative("<p>Maître,</p><p>L’audience est reportée au 22 février à 14&nbsp;h.</p>",subtype='html')
m.add_attachment(open(out+'report.pdf','rb').read(),maintype='application',subtype='pdf',filename='rapport joint.pdf')
m.add_attachment("La consignation est fixée à 3 000 euros.\n".encode(),maintype='text',subtype='plain',filename='../../outside.txt')
m.add_attachment("La consignation complémentaire est de 150 euros.\n".encode(),maintype='text',subtype='plain',filename='outside.txt')
m.add_attachment(inner)
m.add_attachment(b'MZ\x90\x00\x03',maintype='application',subtype='octet-stream',filename='setup.exe')
open(out+'mail.eml','wb').write(m.as_bytes())
h=EmailMessage(policy=SMTP); h['From']='lettre@example.org'; h['Subject']='Lettre d’information'; h['Date']='Fri, 01 Mar 2024 08:00:00 +0100'; h['MIME-Version']='1.0'; h['Message-ID']='<2@example.org>'
h.set_content("<html><body><h1>La lettre de mars</h1><p>Le guichet unique ouvre le 4 mars à Redon.</p><img src='http://192.0.2.1/pixel.png'></body></html>",subtype='html')
open(out+'letter.eml','wb').write(h.as_bytes())
