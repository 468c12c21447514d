# Les textes du bot en français. [1] et non [one] : en français 0 est aussi un singulier. Syntaxe de Fluent : https://projectfluent.org. Un test trouve les clés qui manquent à une langue ou que nul code n'emploie.

# In other texts.
counted-documents =
    { $documents ->
        [0] 0 document
        [1] 1 document
       *[other] { $documents } documents
    }
counted-passages =
    { $passages ->
        [0] 0 passage
        [1] 1 passage
       *[other] { $passages } passages
    }

## Accueil et aide
start-title = Interrogez ce dossier
start-text =
    Je cherche dans { $documents ->
        [0] 0 document
        [1] un document
       *[other] { $documents } documents
    } ({ counted-passages }) et je réponds par les passages qui le disent, cités à la lettre, chacun avec sa place.
start-promise = Je n’écris rien de moi-même : si le dossier ne le dit pas, je vous le dis. Envoyez simplement votre question.
start-examples = Par exemple :
help-title = Comment demander
help-ask =
    Envoyez votre question en message simple, en français ou en anglais. La phrase qui répond est en gras.
    • Une suite courte (« et à Marseille ? », « quand ? ») garde le sujet ; je montre ce que j’ai cherché.
    • Répondez à un extrait pour chercher dans son document ; /in limite les questions à certains documents.
    • Modifiez votre question, et sa réponse change.
    • Dans toute discussion : @{ $bot }, puis votre question.
help-groups = Dans un groupe : /ask question, ou nommez-moi ; /private répond en privé.
help-verdicts = Pas de réponse dans le dossier ? Je le dis, avec l’étendue de la recherche et le passage le plus proche, signalé comme n’étant pas une réponse.
help-admin = Pour vous, administrateur : /admin, ou envoyez un document pour l’ajouter.

## Commandes, telles que le menu de Telegram les montre
command-start = Ce que fait ce bot
command-sources = Les documents du dossier
command-in = Chercher dans certains documents
command-verify = Vérifier une citation
command-coverage = Ce que chaque document dit d’un sujet
command-chronology = Les dates du dossier
command-pack = Dossier de preuves, vérifiable hors ligne
command-absence = Comment la question a été cherchée
command-language = Français ou anglais
command-help = Comment demander
command-ask = Interroger le dossier
command-private = Répondre en privé, pas dans le groupe
command-admin = Administration
command-status = État de l’index
command-feedback = Ce qui a été jugé utile
command-users = Qui peut demander, qui l’a fait
command-reindex = Mettre l’index à jour
command-unknown = Je ne connais pas cette commande. Envoyez votre question en message simple, ou voyez /help.

## Réponses
answer-searched-as = Cherché :
answer-within = Dans :
answer-within-many = Dans { $documents } documents choisis (/in)
answer-close = Le dossier ne le dit pas clairement.
answer-absent = Le dossier ne le dit pas.
answer-searched =
    Cherché dans { $documents ->
        [0] 0 document
        [1] un document
       *[other] { $documents } documents
    }, { $passages ->
        [0] 0 passage
        [1] un passage
       *[other] { $passages } passages
    }.
answer-unread =
    { $files ->
        [1] Un fichier n’a pas pu être lu, la recherche ne le couvre donc pas : { $names }
       *[other] { $files } fichiers n’ont pas pu être lus, la recherche ne les couvre donc pas : { $names }
    }
answer-lost =
    { $passages ->
        [1] Un passage de cette réponse n’est plus dans le dossier.
       *[other] { $passages } passages de cette réponse ne sont plus dans le dossier.
    }
answer-nearest-close = Ce qui s’en approche le plus :
answer-nearest-absent = Passage le plus proche – pas une réponse :
answer-nothing-stands = Les passages de cette réponse ne sont plus dans le dossier. Posez la question à nouveau.
answer-also =
    Aussi dans : { $places }{ $more ->
        [0] {""}
        [1] {" "}et un autre
       *[other] {" "}et { $more } autres
    }
answer-suggestions = Le dossier parle en revanche de ceci :
suggested-question = Que dit le dossier sur « { $subject } » ?
citation-text = « { $quote } » — { $source }
place-page = page { $page }
place-line = ligne { $line }
place-lines = lignes { $first }–{ $last }

## Boutons
button-context = 🔎 Contexte
button-open = 📄 Fichier
button-cite = 📋 Citer
button-copy = 📋 Copier
button-excerpt = Extrait { $rank }
button-previous = ‹ Retour
button-next = Autres résultats { $page }/{ $pages } ›
button-useful = 👍 Utile
button-not-useful = 👎 Pas utile
button-share = Partager dans le groupe
button-before = ▲ Avant
button-after = ▼ Après
button-back = ‹ Retour
button-turn-back = ‹
button-turn-on = ›
button-glance = Ce qu’il contient
button-limit = Choisir des documents
button-outline = Plan
button-only = Chercher dans ce seul document
button-all = Chercher dans tous les documents
button-sources = Les documents
button-in-context = Lire dans son contexte
button-open-chat = Ouvrir une discussion privée
button-stale = Ce bouton ne fonctionne plus : le dossier ou la réponse a changé. Posez la question à nouveau.
link-stale = Ce passage n’est plus dans le dossier. Envoyez votre question pour trouver ce qu’il dit maintenant.

## Ce que donne un bouton
rated-useful = Merci : noté comme utile.
rated-not-useful = Merci : noté comme pas utile.
shared = Partagé dans le groupe.
file-not-sent = Le fichier ne peut pas être envoyé ; voici le texte autour du passage.
file-not-sent-at-all = Le fichier ne peut pas être envoyé : trop lourd pour Telegram, ou absent du dossier.
share-refused = Je ne peux pas écrire dans le groupe : je n’y suis plus, ou je n’ai pas le droit d’y écrire.

## Questions qui ne se cherchent pas
question-empty = Demandez avec des mots : je ne trouve ni lettre ni chiffre dans votre message.
question-too-long = Votre question compte { $found } caractères ; j’en prends { $most } au plus. Demandez une chose à la fois.
question-missing = Que voulez-vous savoir ? Par exemple : /ask Quand la loi s’applique-t-elle ?
small-talk-greeting = Bonjour ! Posez-moi une question sur le dossier ; /sources montre ce qu’il contient.
small-talk-wellbeing = Très bien, merci. Que voulez-vous savoir du dossier ?
small-talk-thanks = Je vous en prie.
small-talk-farewell = Au revoir, à bientôt.
small-talk-identity = Je suis un bot qui cherche dans ce dossier et cite ses documents mot pour mot. /help dit comment demander.
small-talk-agreement = Bien. Continuez quand vous voulez.
small-talk-request = Dites-moi ce que vous cherchez, avec un ou deux mots du sujet ; /sources montre ce que contient le dossier.
small-talk-insult = Je ne sais faire qu’une chose : chercher dans ce dossier. Posez-moi une question précise, /sources montre ce qu’il contient.
message-unsupported = Je ne lis que les messages écrits : posez votre question par écrit.

## Documents
sources-title =
    { $documents ->
        [0] 0 document
        [1] Un document
       *[other] { $documents } documents
    }, { counted-passages }{ $unread ->
        [0] {""}
        [1] {", "}un fichier non lu
       *[other] {", "}{ $unread } fichiers non lus
    }
document-file = Fichier : { $file }
document-title-from = Titre d’après { $from }
document-date-from = Date : { $date } (d’après { $from })
document-no-date = sans date
document-characters =
    { $characters } { $characters ->
        [one] caractère
       *[other] caractères
    }
document-pages =
    { $pages ->
        [1] une page
       *[other] { $pages } pages
    }
document-passages =
    { $passages ->
        [0] 0 passage
        [1] un passage
       *[other] { $passages } passages
    }
quote-uncertain =
    { $words ->
        [1] ⚠️ Un mot en italique : lecture incertaine du scan.
       *[other] ⚠️ { $words } mots en italique : lecture incertaine du scan.
    }
document-author = Auteur : { $author } (d’après { $from })
document-names =
    { $names ->
        [1] Aussi sous le nom : { $list }
       *[other] Aussi sous { $names } autres noms : { $list }
    }
document-uncertain =
    { $words ->
        [1] Un mot lu avec incertitude
       *[other] { $words } mots lus avec incertitude
    }
document-read = Lu, couvert par la recherche
document-unread = Non lu : { $reason }
origin-dossier-json = dossier.json
origin-file = les données du fichier
origin-text = le texte
origin-name = le nom du fichier
outline-line = { $heading } (ligne { $line })
outline-none = Aucun intertitre trouvé dans ce document.
glance-title = Ce que contient ce dossier
glance-nothing = (pas de texte)

## Limiter les questions à des documents
scope-all = Les questions vont à tous les documents. Choisissez ceux à interroger :
scope-some =
    { $documents ->
        [1] Les questions ne vont qu’au document coché ici.
       *[other] Les questions ne vont qu’aux { $documents } documents cochés.
    }
scope-only = Désormais seulement : { $title }
scope-not-found = Aucun document n’a « { $words } » dans son titre ou son nom. Choisissez ici :

## Preuves
verify-usage = Collez la citation après /verify, ou répondez « vérifie » au message qui la contient.
verify-exact = Citation exacte
verify-near = Citation proche : le texte dit autre chose par endroits
verify-joined = Citation recomposée : ses morceaux viennent de plusieurs endroits
verify-partial = Une partie de la citation est introuvable
verify-absent = Aucun document ne le dit
verify-part-exact = exact
verify-part-typographic = exact, typographie à part
verify-part-near = proche
verify-part-absent = introuvable
verify-join-elision =
    { $words ->
        [1] coupure signalée (un mot)
       *[other] coupure signalée ({ $words } mots)
    }
verify-join-skips =
    { $words ->
        [1] coupure non signalée (un mot)
       *[other] coupure non signalée ({ $words } mots)
    }
verify-join-earlier = vient de plus haut dans le même document
verify-join-elsewhere = vient d’un autre document
verify-instead = au lieu de
verify-added = ajouté
verify-missing = manque
verify-kind-words = mots
verify-kind-typography = typographie
verify-kind-ocr = bruit de numérisation ou accents
verify-touches-figure = chiffre
verify-touches-negation = négation
verify-touches-name = nom
verify-more =
    { $differences ->
        [1] et une autre différence
       *[other] et { $differences } autres différences
    }
verify-closest = Ce qui s’en approche le plus ({ $percent } % des mots) :
verify-also =
    { $places ->
        [1] et à un autre endroit
       *[other] et à { $places } autres endroits
    }
verify-searched =
    Cherché dans { $documents ->
        [0] 0 document
        [1] un document
       *[other] { $documents } documents
    }, { $words } { $words ->
        [one] mot
       *[other] mots
    }.
text-too-long = Ce texte compte { $found } caractères, c’est trop à la fois. Envoyez-le en morceaux.
coverage-usage = De quoi ? Par exemple : /coverage téléphones en prison
coverage-title = Ce que disent les documents : { $subject }
coverage-counts =
    Sur { $documents ->
        [0] 0 document
        [1] un document
       *[other] { $documents } documents
    }, { $speaks } { $speaks ->
        [one] en parle
       *[other] en parlent
    }, { $touches } { $touches ->
        [one] l’effleure
       *[other] l’effleurent
    }, { $silent } { $silent ->
        [one] n’en dit rien
       *[other] n’en disent rien
    }.
coverage-unknown = Mots absents de tous les documents : { $words }
coverage-touches = (effleuré)
coverage-meaning = (par le sens, sans ces mots)
coverage-silent = N’en disent rien :
chronology-title = Chronologie
chronology-file = chronologie
chronology-title-of = Chronologie : { $subject }
chronology-count =
    { $dates ->
        [0] Aucune date trouvée.
        [1] Une date trouvée.
       *[other] { $dates } dates trouvées.
    }
chronology-undated = Année non dite :
chronology-resolved = année d’après la date du document, { $date }
chronology-weekday = le jour de semaine ne va pas avec la date
chronology-ambiguous = jour lu avant le mois
button-csv = Tableur (CSV)
button-ics = Agenda (ICS)
button-report-next = Suite { $page }/{ $pages } ›
pack-none = Je n’ai pas de réponse à mettre dans un dossier de preuves : posez d’abord une question, ou répondez /pack à une réponse.
pack-failed = Le dossier a changé depuis ces réponses. Posez les questions à nouveau, puis redemandez le dossier de preuves.
pack-name = preuves
pack-caption =
    Dossier de preuves ({ $questions ->
        [1] une question
       *[other] { $questions } questions
    }). Chacun peut le vérifier hors ligne avec Node.js : node verify.mjs. Empreinte SHA-256 d’evidence.json, à transmettre à part : { $hash }
absence-none = Posez d’abord une question : /absence dit ensuite comment elle a été cherchée.
proof-unchanged = ✅ Inchangé : le document le dit toujours, au même endroit.
proof-moved = ↪️ Déplacé : les mêmes mots sont ailleurs.
proof-altered = ✏️ Modifié : le texte a changé.
proof-gone = ❌ Disparu : le dossier ne le dit plus.
proof-unknown = Je ne connais pas cette citation : elle n’est pas dans le registre, et aucun document actuel ne la prouve.
proof-document-changed = Le reste du document a changé depuis.
proof-further = Dans le même document, plus haut ou plus bas.
proof-elsewhere = Dans un fichier d’un autre nom.
proof-typography = Seuls des espaces, fins de ligne ou signes ont changé.
proof-document-gone = Le fichier { $file } n’est plus dans le dossier.
proof-then = Cité le { $date } :
proof-now = Maintenant :
proof-closest = Ce qui s’en approche le plus :

## Groupes et questions en ligne
private-on = Désormais je réponds ici en privé ; qui demande peut partager la réponse.
private-off = Désormais je réponds ici, dans le groupe.
private-always = Ce dossier n’est pas public : je ne le montre qu’en privé.
private-only-groups = Cette commande sert dans les groupes ; ici tout est déjà privé.
private-sent = Répondu en privé.
private-unreachable = Je ne peux pas encore vous écrire en privé : ouvrez d’abord une discussion avec moi, puis redemandez.
inline-hint = Écrivez une question sur le dossier
inline-absent = Le dossier ne le dit pas
inline-close = (le dossier ne le dit pas clairement)

## Accès et limites
access-refused = Désolé, ce dossier n’est pas public. Si vous devez y avoir accès, envoyez ce numéro à son responsable : { $id }
access-refused-inline = Non public – votre numéro : { $id }
flood =
    C’était beaucoup à la fois : ceci n’a pas été pris. Recommencez dans { $seconds } { $seconds ->
        [one] seconde
       *[other] secondes
    }.
busy = J’ai en ce moment plus de questions que je ne peux en traiter : celle-ci n’a pas été prise. Reposez-la dans une minute.
given-up = Je n’ai pas pu répondre à votre dernier message : le programme s’est arrêté à chaque essai. Dites-le autrement ; si cela se répète, prévenez le responsable.
failure = Une erreur s’est produite ici, je ne peux donc pas dire si le dossier le dit. Réessayez ; si cela dure, donnez cette référence au responsable : { $reference }
failure-short = Une erreur s’est produite ici. Réessayez.

## Langue
language-menu = Quelle langue dois-je parler ? Les documents restent tels quels.
language-auto = Comme Telegram
language-chosen = Je parle maintenant : { $language }

## Administration
admin-only = Réservé aux administrateurs.
admin-title = Administration
admin-text = Envoyez-moi un document pour l’ajouter au dossier.
admin-refresh = 🔄 Réindexer
admin-status = 📊 État
admin-feedback = 💬 Avis
admin-users = 👥 Personnes
status-title = État
status-documents = { counted-documents }, { counted-passages }
status-refresh =
    Dernière mise à jour : { $reason }, { $embedded } { $embedded ->
        [one] passage calculé
       *[other] passages calculés
    }
reason-none = rien de changé
reason-first = il n’y avait pas encore d’index
reason-unusable = l’index ne pouvait plus servir (abîmé, ou fait par un autre modèle ou une autre version) et a été refait
reason-changed = documents ajoutés : { $added }, changés : { $changed }, retirés : { $removed }
reason-unreadable = d’autres fichiers ne se lisent pas
reason-elsewhere = un autre programme a mis l’index à jour
status-folder = Dossier : { $folder }
status-no-folder = Dossier de fichiers : aucun (l’index seul)
status-all-read = Tous les fichiers ont été lus.
status-unread =
    { $files ->
        [1] Un fichier n’a pas pu être lu.
       *[other] { $files } fichiers n’ont pas pu être lus.
    }
status-since = En marche depuis : { $time } ; index mis à jour il y a { $age }
age-days = { $days } j { $hours } h
age-hours = { $hours } h { $minutes } min
age-minutes = { $minutes } min
status-questions =
    Questions : { $questions } ({ $answered } avec réponse, { $close } { $close ->
        [one] proche
       *[other] proches
    }, { $absent } { $absent ->
        [one] absente
       *[other] absentes
    }, { $failed } en échec)
status-speed = Temps de réponse : { $milliseconds } ms (médiane)
status-queue = File : { $waiting } en attente, { $working } en cours
status-turned-away = Renvoyées faute de place : { $busy } ; refusées : { $refused } ; reçues deux fois et écartées : { $repeated }
status-connected = Telegram répond.
status-memory = Mémoire : { $megabytes } Mo
users-title = Personnes
users-none = personne
users-allowed = Peuvent demander : { $ids }
users-everyone = Tout le monde peut poser des questions (ALLOWED_USERS est vide).
users-admins = Administrateurs : { $ids }
users-put-out = Exclus : { $ids }
users-usage = /users ajouter 123 donne accès à quelqu’un, /users retirer 123 le lui enlève.
users-added = { $id } peut maintenant poser des questions.
users-removed = { $id } ne peut plus poser de questions.
users-admin-stays = { $id } est dans ADMIN_USERS : son accès demeure tant que ce réglage reste.
users-seen = Vues : { $people }
users-seen-line = { $id } { $name }, { $day }{ $blocked ->
        [yes] {", "}m’a bloqué
       *[no] {""}
    }
feedback-title = Avis
feedback-counts =
    👍 { $useful } { $useful ->
        [one] utile
       *[other] utiles
    }, 👎 { $not } pas { $not ->
        [one] utile
       *[other] utiles
    }
feedback-export = Exporter
feedback-candidates =
    { $questions ->
        [1] Une question avec sa réponse, pour npm run evaluate
       *[other] { $questions } questions avec leurs réponses, pour npm run evaluate
    }
feedback-all = Tous les avis ({ $presses })
verdict-answered = répondu
verdict-close = proche
verdict-absent = absent du dossier
refresh-begun = Mise à jour de l’index…
refresh-under-way = L’index est déjà en cours de mise à jour.
refresh-progress = { $stage } : { $done } sur { $total } ({ $percent } %)
refresh-done =
    À jour : { counted-documents }, { counted-passages }, dont { $embedded } { $embedded ->
        [one] nouveau
       *[other] nouveaux
    }.
refresh-unchanged = Rien n’a changé : { counted-documents }, { counted-passages }.
refresh-failed = L’index n’a pas pu être mis à jour ; l’ancien sert encore. { $reason }
stage-reading = Lecture
stage-splitting = Découpage
stage-embedding = Calcul des vecteurs
stage-writing = Écriture
upload-admins-only = Seuls les administrateurs peuvent ajouter des documents. Posez votre question par écrit.
upload-seeds = Ceci est le dossier d’exemple, qui reste tel quel. Donnez à DOSSIER_DIR un dossier à vous pour ajouter des documents.
upload-no-folder = Ce bot sert l’index seul, sans le dossier de fichiers : ajoutez le document là où l’index est construit.
upload-too-large = Telegram donne aux bots des fichiers de { $megabytes } Mo au plus. Mettez celui-ci vous-même dans le dossier.
upload-confirm = Ajouter « { $name } » ({ $kilobytes } Ko) au dossier ? Tous ceux qui peuvent demander pourront le lire.
upload-add = Ajouter
upload-cancel = Annuler
upload-undo = Retirer
upload-cancelled = « { $name } » n’a pas été ajouté.
upload-done-before = C’est déjà ajouté.
upload-failed = « { $name } » n’a pas pu être reçu ou écrit. Rien n’a été ajouté. Réessayer ?
upload-added = « { $name } » est dans le dossier ; lecture en cours…
upload-ready =
    « { $name } » peut maintenant être interrogé ({ $passages ->
        [0] 0 passage
        [1] un passage
       *[other] { $passages } passages
    }).
upload-unreadable = « { $name } » est dans le dossier mais ne peut pas être lu : { $reason }
upload-undone = « { $name } » a été retiré.
upload-under-way = L’ajout est en cours.

## Le terminal, là où il dit autre chose qu’un message
terminal-verdict-answered = Le dossier répond
terminal-verdict-close = Rien de clair dans le dossier{"\u00A0"}; voici ce qui s’en approche{"\u00A0"}:
terminal-verdict-absent = Le dossier n’en dit rien. Le passage le plus proche, qui n’est pas une réponse{"\u00A0"}:
terminal-confidence = confiance { $percent }{"\u00A0"}%
terminal-uncertain = lecture incertaine du scan{"\u00A0"}: { $words }
terminal-also = aussi{"\u00A0"}: { $places }
terminal-searched = Cherché dans { counted-documents } et { counted-passages }, en { $milliseconds } ms.
terminal-unread =
    { $files ->
        [1] 1 fichier du dossier n’a pas pu être lu{"\u00A0"}:
       *[other] { $files } fichiers du dossier n’ont pas pu être lus{"\u00A0"}:
    }
terminal-nothing = Le dossier ne contient aucun passage.
terminal-welcome = { counted-documents }, { counted-passages }. Posez une question par ligne{"\u00A0"}; Ctrl-D pour finir.
terminal-join-elision =
    { $words ->
        [one] coupure signalée ({ $words } mot)
       *[other] coupure signalée ({ $words } mots)
    }
terminal-join-skips =
    { $words ->
        [one] coupure NON signalée ({ $words } mot)
       *[other] coupure NON signalée ({ $words } mots)
    }
terminal-join-earlier = vient de PLUS HAUT dans le même document
terminal-join-elsewhere = vient d’un AUTRE document
terminal-difference-changed = « { $quoted } » au lieu de « { $written } »
terminal-difference-added = « { $quoted } » ajouté
terminal-difference-missing = « { $written } » manque
terminal-quote-also =
    { $places ->
        [one] et à { $places } autre endroit
       *[other] et à { $places } autres endroits
    }
terminal-quote-closest = le plus proche ({ $percent } %)
terminal-quote-searched =
    Cherché dans { counted-documents }, { $words } { $words ->
        [one] mot
       *[other] mots
    }.
terminal-coverage-counts =
    { $speaks } { $speaks ->
        [one] document sur { $documents } en parle
       *[other] documents sur { $documents } en parlent
    }, { $touches } { $touches ->
        [one] l’effleure
       *[other] l’effleurent
    }, { $silent } { $silent ->
        [one] n’en dit rien
       *[other] n’en disent rien
    }.
terminal-coverage-silent = Silencieux :
terminal-pack = Dossier de preuves : { $path } (evidence.json, SHA-256 { $hash })
