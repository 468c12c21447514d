# The bot's texts in English. Fluent's syntax: https://projectfluent.org. A test finds keys that one language lacks or no code uses.

# In other texts.
counted-documents =
    { $documents ->
        [1] 1 document
       *[other] { $documents } documents
    }
counted-passages =
    { $passages ->
        [1] 1 passage
       *[other] { $passages } passages
    }

## Start and help
start-title = Ask this dossier
start-text =
    I search { $documents ->
        [1] one document
       *[other] { $documents } documents
    } ({ counted-passages }) and answer with the passages that say it, quoted to the letter, each with where it stands.
start-promise = I write nothing of my own: when the dossier does not say it, I tell you so. Just send your question.
start-examples = For example:
help-title = How to ask
help-ask =
    Send your question as a plain message, in English or in French. The sentence that answers is in bold.
    • Short follow-ups (“and in Marseille?”, “when?”) keep the subject; I show what I searched.
    • Reply to an excerpt to ask within its document; /in limits questions to some documents.
    • Edit your question, and its answer changes.
    • In any chat: @{ $bot }, then your question.
help-groups = In groups: /ask question, or name me; /private answers in private.
help-verdicts = No answer in the dossier? Then I say so, with how much was searched and the nearest passage, marked as no answer.
help-admin = For you as an admin: /admin, or send a document to add it.

## Commands, as Telegram's menu shows them
command-start = What this bot does
command-sources = The documents of the dossier
command-in = Ask only some documents
command-verify = Check a quote
command-coverage = What each document says of a subject
command-chronology = The dates of the dossier
command-pack = Evidence pack, to be checked offline
command-absence = How the question was searched
command-language = English or French
command-help = How to ask
command-ask = Ask the dossier
command-private = Answer in private, not in the group
command-admin = Administration
command-status = State of the index
command-feedback = What people found useful
command-users = Who may ask, and who did
command-reindex = Bring the index up to date
command-unknown = I do not know this command. Send your question as a plain message, or see /help.

## Answers
answer-searched-as = Searched:
answer-within = In:
answer-within-many = In { $documents } chosen documents (/in)
answer-close = The dossier does not clearly say this.
answer-absent = The dossier does not say this.
answer-searched =
    Searched { $documents ->
        [1] one document
       *[other] { $documents } documents
    }, { $passages ->
        [1] one passage
       *[other] { $passages } passages
    }.
answer-unread =
    { $files ->
        [1] One file could not be read, so it was not searched: { $names }
       *[other] { $files } files could not be read, so they were not searched: { $names }
    }
answer-lost =
    { $passages ->
        [1] One passage of this answer is no longer in the dossier.
       *[other] { $passages } passages of this answer are no longer in the dossier.
    }
answer-nearest-close = What comes nearest:
answer-nearest-absent = Nearest passage – not an answer:
answer-nothing-stands = The passages of this answer are no longer in the dossier. Ask again.
answer-also =
    Also in: { $places }{ $more ->
        [0] {""}
        [1] {" "}and one more
       *[other] {" "}and { $more } more
    }
answer-suggestions = The dossier does speak of:
suggested-question = What does the dossier say about “{ $subject }”?
citation-text = “{ $quote }” — { $source }
place-page = page { $page }
place-line = line { $line }
place-lines = lines { $first }–{ $last }

## Buttons
button-context = 🔎 Context
button-open = 📄 File
button-cite = 📋 Cite
button-copy = 📋 Copy
button-excerpt = Excerpt { $rank }
button-previous = ‹ Back
button-next = More results { $page }/{ $pages } ›
button-useful = 👍 Useful
button-not-useful = 👎 Not useful
button-share = Share to the group
button-before = ▲ Before
button-after = ▼ After
button-back = ‹ Back
button-turn-back = ‹
button-turn-on = ›
button-glance = What is in it
button-limit = Choose documents
button-outline = Outline
button-only = Ask only this document
button-all = Ask all documents
button-sources = The documents
button-in-context = Read in context
button-open-chat = Open a private chat
button-stale = This button no longer works: the dossier or the answer has changed. Ask again.
link-stale = This passage is no longer in the dossier. Send your question to find what it says now.

## What happens to a press
rated-useful = Thank you: noted as useful.
rated-not-useful = Thank you: noted as not useful.
shared = Shared to the group.
file-not-sent = The file cannot be sent, so here is the text around the passage.
file-not-sent-at-all = The file cannot be sent: it is too large for Telegram, or no longer in the folder.
share-refused = I cannot write to the group: I am no longer in it, or may not write there.

## Questions that cannot be searched
question-empty = Please ask in words: I found no letter or digit in your message.
question-too-long = Your question has { $found } characters; I take { $most } at most. Ask about one thing at a time.
question-missing = What would you like to know? For example: /ask When does the law apply?
small-talk-greeting = Hello! Ask me something about the dossier; /sources shows what is in it.
small-talk-wellbeing = Very well, thank you. What would you like to know about the dossier?
small-talk-thanks = You are welcome.
small-talk-farewell = Goodbye, see you soon.
small-talk-identity = I am a bot that searches this dossier and quotes its documents, word for word. /help says how to ask.
small-talk-agreement = Good. Ask on whenever you like.
small-talk-request = Tell me what you are looking for, with a word or two of the subject; /sources shows what the dossier holds.
small-talk-insult = I can do one thing only: search this dossier. Ask me something precise; /sources shows what is in it.
message-unsupported = I read text messages only: please write your question.

## Sources
sources-title =
    { $documents ->
        [1] One document
       *[other] { $documents } documents
    }, { counted-passages }{ $unread ->
        [0] {""}
        [1] {", "}one file not read
       *[other] {", "}{ $unread } files not read
    }
document-file = File: { $file }
document-title-from = Title from { $from }
document-date-from = Date: { $date } (from { $from })
document-no-date = no date
document-characters =
    { $characters } { $characters ->
        [one] character
       *[other] characters
    }
document-pages =
    { $pages ->
        [1] one page
       *[other] { $pages } pages
    }
document-passages =
    { $passages ->
        [1] one passage
       *[other] { $passages } passages
    }
quote-uncertain =
    { $words ->
        [1] ⚠️ A word in italics: uncertain reading of the scan.
       *[other] ⚠️ { $words } words in italics: uncertain reading of the scan.
    }
document-author = Author: { $author } (from { $from })
document-names =
    { $names ->
        [1] Also under the name: { $list }
       *[other] Also under { $names } other names: { $list }
    }
document-uncertain =
    { $words ->
        [1] One word read with uncertainty
       *[other] { $words } words read with uncertainty
    }
document-read = Read and searched
document-unread = Not read: { $reason }
origin-dossier-json = dossier.json
origin-file = the file’s own data
origin-text = the text
origin-name = the file’s name
outline-line = { $heading } (line { $line })
outline-none = No headings were found in this document.
glance-title = What is in this dossier
glance-nothing = (no text)

## Limiting questions to documents
scope-all = Questions go to all documents. Choose those to ask:
scope-some =
    { $documents ->
        [1] Questions go to the document marked here only.
       *[other] Questions go to the { $documents } marked documents only.
    }
scope-only = From now on only: { $title }
scope-not-found = No document has “{ $words }” in its title or name. Choose here:

## Evidence
verify-usage = Paste the quote after /verify, or reply “verify” to the message that holds it.
verify-exact = The quote is exact
verify-near = The quote is near: the text says otherwise in places
verify-joined = The quote is put together from several places
verify-partial = Part of the quote cannot be found
verify-absent = No document says this
verify-part-exact = exact
verify-part-typographic = exact but for typography
verify-part-near = near
verify-part-absent = not found
verify-join-elision =
    { $words ->
        [1] cut marked (one word)
       *[other] cut marked ({ $words } words)
    }
verify-join-skips =
    { $words ->
        [1] cut not marked (one word)
       *[other] cut not marked ({ $words } words)
    }
verify-join-earlier = comes from before in the same document
verify-join-elsewhere = comes from another document
verify-instead = for
verify-added = added
verify-missing = is missing
verify-kind-words = words
verify-kind-typography = typography
verify-kind-ocr = noise of scanning, or accents
verify-touches-figure = figure
verify-touches-negation = negation
verify-touches-name = name
verify-more =
    { $differences ->
        [1] and one more difference
       *[other] and { $differences } more differences
    }
verify-closest = What comes closest ({ $percent }% of the words):
verify-also =
    { $places ->
        [1] and at one other place
       *[other] and at { $places } other places
    }
verify-searched =
    Searched { $documents ->
        [1] one document
       *[other] { $documents } documents
    }, { $words } { $words ->
        [one] word
       *[other] words
    }.
text-too-long = This text has { $found } characters, which is too much at once. Send it in pieces.
coverage-usage = Of what? For example: /coverage phones in prison
coverage-title = What the documents say: { $subject }
coverage-counts =
    Of { $documents ->
        [1] one document
       *[other] { $documents } documents
    }, { $speaks } { $speaks ->
        [one] speaks of it
       *[other] speak of it
    }, { $touches } { $touches ->
        [one] touches on it
       *[other] touch on it
    }, { $silent } { $silent ->
        [one] says nothing of it
       *[other] say nothing of it
    }.
coverage-unknown = Words that no document has: { $words }
coverage-touches = (touched on)
coverage-meaning = (by meaning, without these words)
coverage-silent = Say nothing of it:
chronology-title = Chronology
chronology-file = chronology
chronology-title-of = Chronology: { $subject }
chronology-count =
    { $dates ->
        [0] No date found.
        [1] One date found.
       *[other] { $dates } dates found.
    }
chronology-undated = Year not said:
chronology-resolved = year worked out from the document’s date, { $date }
chronology-weekday = the weekday does not fit the date
chronology-ambiguous = day read before the month
button-csv = Spreadsheet (CSV)
button-ics = Calendar (ICS)
button-report-next = More { $page }/{ $pages } ›
pack-none = I have no answer to put into an evidence pack: ask a question first, or reply /pack to an answer.
pack-failed = The dossier has changed since these answers. Ask the questions again, then ask for the pack.
pack-name = evidence
pack-caption =
    Evidence pack ({ $questions ->
        [1] one question
       *[other] { $questions } questions
    }). Anyone can check it offline with Node.js: node verify.mjs. SHA-256 of evidence.json, to be given separately: { $hash }
absence-none = Ask a question first: /absence then tells how it was searched.
proof-unchanged = ✅ Unchanged: the document still says it, in the same place.
proof-moved = ↪️ Moved: the same words stand elsewhere.
proof-altered = ✏️ Altered: the text was changed.
proof-gone = ❌ Gone: the dossier no longer says it.
proof-unknown = I do not know this citation: it is not in the ledger, and no document proves it now.
proof-document-changed = The rest of the document has changed since.
proof-further = In the same document, further up or down.
proof-elsewhere = In a file of another name.
proof-typography = Only spaces, line ends or marks were changed.
proof-document-gone = The file { $file } is no longer in the dossier.
proof-then = Quoted on { $date }:
proof-now = Now:
proof-closest = What comes closest:

## Groups and inline questions
private-on = From now on I answer here in private; the asker can share the answer.
private-off = From now on I answer here in the group.
private-always = This dossier is not public: I show it in private only.
private-only-groups = This command is for groups; here everything is private already.
private-sent = Answered in private.
private-unreachable = I cannot write to you in private yet: open a chat with me first, then ask again.
inline-hint = Type a question about the dossier
inline-absent = The dossier does not say this
inline-close = (the dossier does not say this clearly)

## Access and limits
access-refused = Sorry, this dossier is not public. If you should have access, send this number to its owner: { $id }
access-refused-inline = Not public – your id: { $id }
flood =
    That was a lot at once, so this was left out. Please try again in { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }.
busy = I have more questions than I can answer just now, so I have left this one out. Please ask again in a minute.
given-up = I could not answer your last message: the program ended each time I tried. Please put it in other words; if it happens again, tell the operator.
failure = Something went wrong here, so I cannot tell whether the dossier says it. Please try again; if it stays, give the operator this reference: { $reference }
failure-short = Something went wrong here. Please try again.

## Language
language-menu = Which language shall I speak? The documents stay as they are.
language-auto = As Telegram
language-chosen = I now speak: { $language }

## Administration
admin-only = For admins only.
admin-title = Administration
admin-text = Send me a document to add it to the dossier.
admin-refresh = 🔄 Re-index
admin-status = 📊 Status
admin-feedback = 💬 Feedback
admin-users = 👥 Users
status-title = Status
status-documents = { counted-documents }, { counted-passages }
status-refresh =
    Last update: { $reason }, { $embedded } { $embedded ->
        [one] passage
       *[other] passages
    } embedded
reason-none = nothing changed
reason-first = there was no index yet
reason-unusable = the index could not be used (damaged, or made by another model or version) and was built again
reason-changed = documents added: { $added }, changed: { $changed }, removed: { $removed }
reason-unreadable = other files cannot be read
reason-elsewhere = another program brought the index up to date
status-folder = Folder: { $folder }
status-no-folder = Folder: none (the index alone)
status-all-read = All files were read.
status-unread =
    { $files ->
        [1] One file could not be read.
       *[other] { $files } files could not be read.
    }
status-since = Running since { $time }; index brought up to date { $age } ago
age-days = { $days } d { $hours } h
age-hours = { $hours } h { $minutes } min
age-minutes = { $minutes } min
status-questions = Questions: { $questions } ({ $answered } answered, { $close } close, { $absent } absent, { $failed } failed)
status-speed = Time to an answer: { $milliseconds } ms (median)
status-queue = Queue: { $waiting } waiting, { $working } in work
status-turned-away = Told busy: { $busy }; refused: { $refused }; delivered twice and dropped: { $repeated }
status-connected = Telegram answers.
status-memory = Memory: { $megabytes } MB
users-title = Users
users-none = none
users-allowed = May ask: { $ids }
users-everyone = Everyone may ask (ALLOWED_USERS is empty).
users-admins = Admins: { $ids }
users-put-out = Put out: { $ids }
users-usage = /users add 123 lets someone ask, /users remove 123 no longer.
users-added = { $id } may ask now.
users-removed = { $id } may no longer ask.
users-admin-stays = { $id } is in ADMIN_USERS and so may ask as long as that stands.
users-seen = Seen: { $people }
users-seen-line = { $id } { $name }, { $day }{ $blocked ->
        [yes] {", "}has blocked me
       *[no] {""}
    }
feedback-title = Feedback
feedback-counts = 👍 { $useful } useful, 👎 { $not } not useful
feedback-export = Export
feedback-candidates =
    { $questions ->
        [1] One question with its answer, for npm run evaluate
       *[other] { $questions } questions with their answers, for npm run evaluate
    }
feedback-all = All feedback ({ $presses })
verdict-answered = answered
verdict-close = close
verdict-absent = not in the dossier
refresh-begun = Bringing the index up to date…
refresh-under-way = The index is being brought up to date already.
refresh-progress = { $stage }: { $done } of { $total } ({ $percent } %)
refresh-done = Up to date: { counted-documents }, { counted-passages }, { $embedded } of them new.
refresh-unchanged = Nothing has changed: { counted-documents }, { counted-passages }.
refresh-failed = The index could not be brought up to date; the old one is still in use. { $reason }
stage-reading = Reading
stage-splitting = Splitting
stage-embedding = Embedding
stage-writing = Writing
upload-admins-only = Only admins can add documents. Send your question as text.
upload-seeds = This is the example dossier, which stays as it is. Set DOSSIER_DIR to a folder of your own to add documents.
upload-no-folder = This bot serves the index alone, without the folder of files: add the document where the index is built.
upload-too-large = Telegram gives bots files of at most { $megabytes } MB. Put this one into the folder yourself.
upload-confirm = Add “{ $name }” ({ $kilobytes } KB) to the dossier? Everyone who may ask will be able to read it.
upload-add = Add
upload-cancel = Cancel
upload-undo = Undo
upload-cancelled = “{ $name }” was not added.
upload-done-before = It has been added already.
upload-failed = “{ $name }” could not be fetched or written. Nothing was added. Try again?
upload-added = “{ $name }” is in the folder; it is being read…
upload-ready =
    “{ $name }” can now be asked ({ $passages ->
        [1] one passage
       *[other] { $passages } passages
    }).
upload-unreadable = “{ $name }” is in the folder but cannot be read: { $reason }
upload-undone = “{ $name }” was taken out again.
upload-under-way = It is being added just now.

## The terminal, where it says something else than a message
terminal-verdict-answered = The dossier answers
terminal-verdict-close = Nothing clear in the dossier; this comes nearest:
terminal-verdict-absent = The dossier does not say. The nearest passage, which is not an answer:
terminal-confidence = confidence { $percent }%
terminal-uncertain = uncertain reading of the scan: { $words }
terminal-also = also: { $places }
terminal-searched = Searched { counted-documents } and { counted-passages } in { $milliseconds } ms.
terminal-unread =
    { $files ->
        [1] 1 file of the dossier could not be read:
       *[other] { $files } files of the dossier could not be read:
    }
terminal-nothing = The dossier holds no passage.
terminal-welcome = { counted-documents }, { counted-passages }. One question a line; Ctrl-D to end.
terminal-join-elision =
    { $words ->
        [1] cut marked (1 word)
       *[other] cut marked ({ $words } words)
    }
terminal-join-skips =
    { $words ->
        [1] cut NOT marked (1 word)
       *[other] cut NOT marked ({ $words } words)
    }
terminal-join-earlier = comes from BEFORE in the same document
terminal-join-elsewhere = comes from ANOTHER document
terminal-difference-changed = "{ $quoted }" for "{ $written }"
terminal-difference-added = "{ $quoted }" added
terminal-difference-missing = "{ $written }" is missing
terminal-quote-also =
    { $places ->
        [1] and at 1 other place
       *[other] and at { $places } other places
    }
terminal-quote-closest = closest ({ $percent } %)
terminal-quote-searched =
    Searched { counted-documents }, { $words } { $words ->
        [one] word
       *[other] words
    }.
terminal-coverage-counts =
    { $speaks } of { counted-documents } { $speaks ->
        [one] speaks of it
       *[other] speak of it
    }, { $touches } { $touches ->
        [one] touches on it
       *[other] touch on it
    }, { $silent } { $silent ->
        [one] says nothing of it
       *[other] say nothing of it
    }.
terminal-coverage-silent = Silent:
terminal-pack = Evidence pack: { $path } (evidence.json, SHA-256 { $hash })
