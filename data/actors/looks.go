package actors

import (
	"strings"
	"unicode"
)

// maxTitleWords bounds the words of what can look like an agency or an outlet.
const maxTitleWords = 8

// LooksLikeAgency reports whether a name is that of a news agency by its words: "Norda News Agency", "East Med Wire", "Agencia
// Cordillera". It holds for unlisted ones, and says nothing of those that are listed and look like nothing ("Belga").
func LooksLikeAgency(name string) bool {
	words := titleWords(name)
	n := len(words)
	if n == 0 {
		return false
	}
	last, before := words[n-1], ""
	if n > 1 {
		before = words[n-2]
	}
	switch {
	case n > 1 && agencyFirst[words[0]]:
		return true
	case n > 2 && last == "agency" && agencyOf[before], n > 1 && before+" "+last == "press agency":
		return true
	case n > 2 && last == "service" && (before == "news" || before == "wire" || before == "press"):
		return true
	case n > 2 && last == "bureau" && (before == "news" || before == "press"):
		return true
	case n > 1 && agencyLast[last] && !outletFirst[words[0]] && before != "free":
		return true
	case n == 1:
		return len(last) > 5 && last != "newswire" && hasEnding(last, "wire", "newswire", "inform", "pressedienst", "presse", "nachrichtenagentur", "presseagentur", "wirtschaftsdienst")
	}
	return hasEnding(last, "newswire", "pressedienst", "presseagentur", "nachrichtenagentur", "wirtschaftsdienst", "mediendienst")
}

// LooksLikeOutlet reports whether a name is that of a newspaper, a magazine, a broadcaster or a portal by its words: "Harbour Post",
// "Radio Sarare", "Corriere dello Stretto", "horn-ledger.net". A single word is none but with an article and a capital ("The
// Clarion"); "Post" alone is none. What looks like an agency is no outlet.
func LooksLikeOutlet(name string) bool {
	if site(name) {
		return true
	}
	words := titleWords(name)
	n := len(words)
	if n == 0 || LooksLikeAgency(name) || notPapers[strings.Join(words, " ")] || firm[words[n-1]] {
		return false
	}
	last := words[n-1]
	if n == 1 {
		return read(name).article && paperAlone[last] || len(last) > 5 && hasEnding(last, foreignPapers...)
	}
	switch {
	case outletFirst[words[0]] || outletLast[last]:
		return true
	case paperFirst[words[0]] && paperLast[last]:
		return true
	case paperLast[last] && read(name).article:
		return true
	case last[0] >= '0' && last[0] <= '9': // Kanal 5, Stolica 24
		return channel[words[n-2]] || last == "24" && len(words[n-2]) > 3 // not Su-24
	}
	return channel[words[0]] && words[1][0] >= '0' && words[1][0] <= '9' || hasEnding(last, foreignPapers...)
}

// titleWords are the words of a name folded, or nil when it is none: without a capital, too long.
func titleWords(name string) []string {
	if len(name) > maxName {
		return nil
	}
	r := read(edition(withoutPossessive(name)))
	if !hasUpper(r.kept) || strings.IndexFunc(name, unicode.IsLetter) < 0 {
		return nil
	}
	words := strings.Fields(string(r.folded))
	if len(words) > 2 && (words[len(words)-1] == "english" || words[len(words)-1] == "international") {
		words = words[:len(words)-1]
	}
	if len(words) > 2 && articles[words[0]] {
		words = words[1:]
	}
	if len(words) > maxTitleWords {
		return nil
	}
	return words
}

// edition takes off what stands behind a name in brackets: "(English edition)".
func edition(name string) string {
	if at := strings.LastIndex(name, " ("); at > 0 && strings.HasSuffix(name, ")") {
		return name[:at]
	}
	return name
}

// hasEnding reports whether word is ends in one of the endings.
func hasEnding(word string, endings ...string) bool {
	for _, end := range endings {
		if len(word) >= len(end) && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// site reports whether a name is the address of a site: "gazeta.example", "horn-ledger.net".
func site(name string) bool {
	at := strings.LastIndexByte(name, '.')
	if at < 2 || len(name) > maxName || strings.ContainsAny(name, " @/") {
		return false
	}
	return domains[strings.ToLower(name[at+1:])] && !strings.HasSuffix(name[:at], ".")
}

var domains = setOf("com net org news info press media fm tv live today online ru ua by de fr it es pl cz uk us eu in il ir cn jp kr " +
	"br mx ar kz az am ge rs hr bg ro md lt lv ee fi se no dk nl be ch at gr tr za ng ke et so er dj cd ml example")

var (
	agencyFirst = setOf("agencia agence agenzia agentia agencija agencja agentura agentur nachrichtenagentur nyhetsbyran nyhetsbyraet " +
		"newswire presseagentur tidningarnas persbureau haber-ajansi agjencia")
	agencyOf = setOf("news press telegraph telegraphic information monitor media wire reporting dispatch informational tass presse " +
		"newswire photo pictures")
	agencyLast = setOf("wire newswire newswires press presse ajansi pressbyra telegrambyra telegrambureau pressens nyhetsbyra " +
		"telegraph-agency agentstvo prensa")
	outletFirst = setOf("diario diari corriere gazzetta giornale jornal journal courrier quotidien periodico radio tele television tv " +
		"televizija telewizja televiziya gazeta gazete gazette gaceta kurier glos glas golos glasul slobodna vecernji vecernje novaya " +
		"nezavisimaya novoye komsomolskaya rossiyskaya allgemeine frankfurter suddeutsche hamburger berliner wiener express ekspres " +
		"correo heraldo vanguardia sawt saut vestnik lecho volksstimme vecherniy vecherny vecherniye rundfunk faro voz voix voce matin " +
		"soir depeche observateur observador sentinelle patriote mercurio telegrafo nouvelliste parisien quotidiano messaggero " +
		"mattino resto noticiero semanario lobservateur lexpress")
	outletLast = setOf("post times gazette herald courier tribune chronicle telegraph journal bulletin ledger dispatch sentinel examiner " +
		"inquirer enquirer advertiser gazetteer daily weekly monthly quarterly newspaper magazine news online radio tv television " +
		"broadcasting fm today tonight express clarion echo argus mercury intelligencer observer independent guardian mirror globe " +
		"standard reporter messenger monitor portal insider zeitung tageblatt tagblatt anzeiger nachrichten kurier " +
		"rundschau blatt bote presse depesche dagblad dagbladet avis avisen tidende tidning tidningen posten bladet kuriren krant courant " +
		"koerier handelsblad gazzetta giornale messaggero mattino diario noticias heraldo jornal folha gazeta gazeti novosti vesti " +
		"vedomosti pravda izvestia glasnik vjesnik vecer dnevnik vestnik ilbo shinmun sinmun shimbun hurriyet gazetesi postasi haber " +
		"khabar habar gundem hebdo ekspres novine novice listy noviny hlas zpravy telegraf hirlap samachar patrika " +
		"sangbad beacon digest almanac broadcaster podcast newsletter blog wochenblatt morgenpost abendblatt volksblatt stimme " +
		"matin soir hoy info vremya segodnya slovo mayak lapja ujsag sanomat leht pasts avize rytas ziarul adevarul " +
		"gunluk nea yawm pressa futbol sports")
	paperFirst = setOf("daily morning evening sunday weekly national saturday")
	paperLast  = setOf("star sun mail report record leader citizen nation voice patriot pioneer mirror sketch view people world register review " +
		"standard monitor observer independent trumpet beacon press watch eye statesman vanguard punch republic comet planet bugle")
	paperAlone = setOf("herald gazette clarion tribune chronicle courier echo examiner inquirer argus ledger sentinel advertiser bulletin " +
		"observer guardian independent telegraph economist mercury scotsman irishman australian spectator")
	notPapers = map[string]bool{
		"american express": true, "federal express": true, "orient express": true, "pony express": true, "canada post": true,
		"australia post": true, "deutsche post": true, "japan post": true, "india post": true, "israel post": true, "new zealand post": true,
		"american telephone and telegraph": true, "nippon telegraph and telephone": true,
	}
	firm = setOf("inc corp ltd co plc ag sa gmbh llc nv bv spa oy ab as group holding holdings company")
	// articles are those of languages that many papers are named in; "the" is gone already.
	articles      = setOf("la le les el los il lo o a der die das de het")
	channel       = setOf("channel kanal canal chaine kanali kanava")
	foreignPapers = []string{
		"zeitung", "tageblatt", "abendblatt", "wochenblatt", "handelsblatt", "volksblatt", "anzeiger", "nachrichten", "kurier", "rundschau", "dagblad", "bladet", "tidende", "tidningen",
		"posten", "avisen", "kuriren", "koerier", "24", "handelsblad", "handelspost", "morgenpost", "ilbo", "shimbun", "gazetesi", "pravda", "vedomosti", "glasnik", "novosti",
	}
)
