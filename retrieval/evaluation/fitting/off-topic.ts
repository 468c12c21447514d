/** What people ask a bot that no dossier answers: weather, cooking, sport, shopping, requests to do something. Examples to learn from; those of test/questions.jsonl are others. */
export const OFF_TOPIC: readonly string[] = `
Quel temps fera-t-il demain ?
Va-t-il pleuvoir ce week-end à Paris ?
Il fait quelle température dehors ?
What's the weather like today?
Will it rain tomorrow in London?
Comment faire une pâte à pizza ?
Quelle est la recette de la quiche lorraine ?
Combien de temps faut-il cuire un œuf dur ?
Comment préparer un bœuf bourguignon ?
How do I bake a chocolate cake?
What's a good recipe for pancakes?
How long should I boil pasta?
Qui a gagné le match hier soir ?
Quel est le score du PSG ?
Qui va gagner la Ligue des champions ?
Who won the football game last night?
What is the score of the Real Madrid match?
Quelle heure est-il ?
What time is it?
Tu peux écrire un poème ?
Write me a poem about the sea
Quel cadeau offrir pour la fête des mères ?
Où acheter des chaussures pas chères ?
Comment perdre du poids rapidement ?
How can I learn the guitar?
Quel film regarder ce soir ?
Best restaurants near me
Réserve-moi une table pour deux
Combien font 12 fois 13 ?
c'est quoi le sens de la vie ?
Comment réparer un robinet qui fuit ?
Traduis cette phrase en anglais
Quel est mon horoscope ?
Peux-tu réserver un taxi pour l'aéroport ?
How much is a train ticket to Berlin?
Which phone should I buy?
comment draguer une fille
j'ai mal à la tête, que faire ?
`
  .trim()
  .split('\n');
