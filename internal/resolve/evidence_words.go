package resolve

import (
	"unicode"

	"hearsay"
)

// nouns are the words that name one kind of ground.
type nouns struct {
	kind  hearsay.Ground
	words map[string]bool
	with  map[string]bool // at least one of these must stand there too, where not nil
}

var (
	courts = wordSet("court courts tribunal judge judges prosecutor prosecutors judicial lawsuit trial")

	lawful = []nouns{
		{hearsay.GroundLaw, wordSet(`law laws bill decree decrees ruling rulings verdict judgment judgement indictment statute statutes regulation regulations
			constitution treaty affidavit subpoena warrant injunction legislation ordinance lawsuit summons`), nil},
		{hearsay.GroundLaw, wordSet("papers paper document documents filing filings file files record records order decision complaint transcript sheet hearing"), courts},
		{hearsay.GroundLaw, wordSet("resolution charter"), wordSet("council un assembly nations")},
		{hearsay.GroundLaw, wordSet("charge"), wordSet("sheet")},
	}
	visible = []nouns{
		{hearsay.GroundVideo, wordSet("video videos footage clip clips film films livestream dashcam bodycam cctv"), nil},
		{hearsay.GroundImagery, wordSet("image images imagery photo photos photograph photographs picture pictures snapshot snapshots satellite satellites screenshot screenshots thermal"), nil},
	}
	posted = []nouns{
		{hearsay.GroundPost, wordSet("post posts tweet tweets telegram facebook instagram tiktok twitter weibo blog linkedin vkontakte whatsapp bluesky mastodon"), nil},
		{hearsay.GroundPost, wordSet("social"), wordSet("media network networks truth")},
		{hearsay.GroundPost, wordSet("x"), wordSet("on")},
	}
	uttered = []nouns{
		{hearsay.GroundInterview, wordSet("interview interviews"), nil},
		{hearsay.GroundPress, wordSet("conference conferences briefing briefings"), wordSet("press news media briefing briefings reporters journalists daily weekly")},
		{hearsay.GroundPress, wordSet("presser"), nil},
	}
	written = []nouns{
		{hearsay.GroundData, wordSet(`data figures statistics statistic poll polls survey surveys census readings measurements dataset transponder transponders
			logs tally count counts index numbers`), nil},
		{hearsay.GroundDocument, wordSet(`document documents memo memorandum letter letters report reports statement statements paper papers dossier contract
			contracts file files minutes transcript transcripts email emails note notes communique communiqué annex certificate certificates manifest
			logbook study inquiry audit bulletin notice release record records recording log list lists draft plan plans book diary declaration agreement
			invoice invoices cable cables receipt receipts page pages registry register website circular leaflet brochure analysis assessment article
			review announcement message e-mail mail text`), nil},
	}

	things    = join(lawful, visible, posted, uttered, written)
	occasions = join(posted, uttered, visible[:1], lawful, written)

	officials = wordSet(`official officials officer officers diplomat diplomats source sources aide aides adviser advisers advisor advisors spokesman spokeswoman
		spokesperson minister ministers commander commanders general generals lawmaker lawmakers mp mps deputy deputies people person persons insiders
		insider member members executive executives banker bankers analyst analysts expert experts agents policeman policemen soldier soldiers engineer
		engineers investigator investigators employee employees bureaucrat delegate delegates negotiator negotiators envoy staffer staffers`)
	witnesses = wordSet(`witness witnesses eyewitness eyewitnesses resident residents villager villagers survivor survivors neighbour neighbours neighbor
		neighbors bystander bystanders passer-by passers passerby onlooker onlookers local locals inhabitant inhabitants passenger passengers`)
	offices = wordSet(`minister ministers president premier chancellor secretary spokesman spokeswoman spokesperson governor mayor general colonel major captain
		lieutenant admiral commander commissioner commissioners ambassador envoy director chief chairman chairwoman chair prosecutor judge senator
		congressman congresswoman deputy mp lawmaker official officer marshal sergeant brigadier vice-president undersecretary coordinator inspector
		superintendent registrar head king queen prince emir sultan councillor treasurer ombudsman attorney sheriff comptroller auditor-general`)
	reporters = wordSet("reporters journalists newsmen correspondents press")
	outlets   = wordSet(`newspaper newspapers paper daily weekly agency agencies broadcaster broadcasters magazine portal radio television tv channel channels media
		website websites tabloid reuters afp ap bbc cnn dpa tass xinhua interfax`)

	// endsLean are words behind which what is leant on has ended.
	endsLean = wordSet(", ; : . ) ( — – which who that and but said says told has have had is are was were")
)

func join(lists ...[]nouns) []nouns {
	var out []nouns
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// groundOf is the kind that the first of the words names which names any, "" when none does: a note on photographs is a note.
func groundOf(words []string, lists []nouns) hearsay.Ground {
	for _, w := range words {
		for _, l := range lists {
			if l.words[w] && (l.with == nil || anyIn(words, l.with)) {
				return l.kind
			}
		}
	}
	return ""
}

func anyIn(words []string, list map[string]bool) bool {
	for _, w := range words {
		if list[w] {
			return true
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }

// hasCapital reports whether a word of spans begins with a capital letter, the first one apart: a name stands there.
func hasCapital(text string, spans []hearsay.Span) bool {
	first := true
	for _, s := range spans {
		before := ' '
		for _, r := range s.Of(text) {
			if (before == ' ' || before == '\n') && !first && unicode.IsUpper(r) {
				return true
			}
			before, first = r, false
		}
	}
	return false
}
