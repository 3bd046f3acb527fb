package ingest

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What surrounds a story on its page must not become claims of its outlet. It is told in three ways: by its element, by the
// words its author put into class and id, and, where these say nothing, by its own wording.

// furniture are elements that hold no story.
var furniture = set(`script style noscript template iframe object embed svg math video audio canvas nav footer aside form button select
	textarea input dialog menu figcaption picture`)

// prune takes out what is not the story. A class may speak of the whole page (has-sidebar, single-with-comments): what holds a
// third or more of the page's prose, or is marked as the article's body, is never taken.
func prune(root *html.Node) {
	weights := weigh(root)
	all := weights[root].prose
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for k := n.FirstChild; k != nil; {
			next := k.NextSibling
			switch {
			case k.Type == html.CommentNode:
				n.RemoveChild(k)
			case k.Type != html.ElementNode:
			case isEmbed(k):
				k.Data, k.DataAtom, k.Attr = "section", atom.Section, nil // readability would take a social-media-embed for boilerplate
				walk(k)
			case isBoiler(k, weights[k], all):
				n.RemoveChild(k)
			default:
				walk(k)
			}
			k = next
		}
	}
	walk(root)
}

// isBoiler reports whether n, of weight w, is certainly not of the story; all is the prose of the page.
func isBoiler(n *html.Node, w weight, all int) bool {
	most := math.MaxInt // of text
	switch {
	case isElement(n, "html", "head", "body", "main", "article"):
		return false
	case furniture[n.Data], roles[attr(n, "role")], n.Data == "figure" && !holds(n, "blockquote", "table"):
	default:
		words := classWords(attr(n, "class") + " " + attr(n, "id"))
		switch {
		case hiddenClass.MatchString(words):
		case inSentence(n): // a name in a sentence is often marked as a topic or an author
			return false
		case boilerClass.MatchString(words):
		case isElement(n, "tr", "td", "th", "tbody", "table"):
			return false
		case labelClass.MatchString(words):
			most = 300
		case isElement(n, "center", "div", "td", "span") && !holds(n, "p") && beginsWithImage(n):
			most = 150
		default:
			return false
		}
	}
	if w.text > most || all > 0 && 3*w.prose >= all {
		return false
	}
	for d := range n.Descendants() {
		if attr(d, "itemprop") == "articleBody" {
			return false
		}
	}
	return true
}

// isEmbed reports whether n shows what others said elsewhere.
func isEmbed(n *html.Node) bool {
	return isElement(n, "div", "figure", "section") && strings.Contains(classWords(attr(n, "class")), " embed ") && holds(n, "blockquote")
}

// inSentence reports whether n stands in a line with text before or behind it.
func inSentence(n *html.Node) bool {
	for ; n != nil && n.Type == html.ElementNode && !blockElements[n.Data]; n = n.Parent {
		for _, s := range []*html.Node{n.PrevSibling, n.NextSibling} {
			if s != nil && s.Type == html.TextNode && strings.ContainsFunc(s.Data, isWordRune) {
				return true
			}
		}
	}
	return false
}

// beginsWithImage reports whether what is seen first of n is an image: the words below it are its caption, if they are few.
func beginsWithImage(n *html.Node) bool {
	for d := range n.Descendants() {
		switch {
		case isElement(d, "img", "amp-img"):
			return true
		case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "":
			return false
		}
	}
	return false
}

var roles = set(`navigation banner contentinfo complementary search menu menubar dialog alert alertdialog toolbar`)

// holds reports whether n has one of the elements inside.
func holds(n *html.Node, names ...string) bool {
	for d := range n.Descendants() {
		if isElement(d, names...) {
			return true
		}
	}
	return false
}

// classWords parts the words of a class or id with single spaces, one at either end: "articleShare_btn" is " article share btn ".
// What is longer than any class that is written by hand is cut.
func classWords(class string) string {
	class = class[:min(len(class), 500)]
	var b strings.Builder
	b.WriteByte(' ')
	lower := false
	for _, r := range class {
		switch {
		case !unicode.IsLetter(r):
			if s := b.String(); s[len(s)-1] != ' ' {
				b.WriteByte(' ')
			}
			lower = false
		case unicode.IsUpper(r) && lower:
			b.WriteByte(' ')
			b.WriteRune(unicode.ToLower(r))
			lower = false
		default:
			lower = unicode.IsLower(r)
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if s := b.String(); s[len(s)-1] == ' ' {
		return s
	}
	b.WriteByte(' ')
	return b.String()
}

// What classWords makes of a class: hiddenClass and boilerClass are told by their words at any length, labelClass only where the text
// is short, as its words are used for whole pages too.
var (
	hiddenClass = classPattern(`tooltip popup popover sr_only visually_hidden visuallyhidden screen_reader[a-z]* print_only rollover([a-z_]*_)?block`)
	boilerClass = classPattern(`
		captions? photographer copyright
		shar(e|es|ing|er|ebar|etools) addthis sharedaddy social(s|media)? follow(us)?
		newsletters? subscri(be|ption|bers?) sign_?up opt_in
		promo(s|ted|tion|box)? advert[a-z]* ads? adslot adunit dfp gpt sponsor[a-z]* outbrain taboola zergnet teads affiliate
		disqus comments? cookies? gdpr consent
		breadcrumbs? pagination pager nav navigation navbar menu sidebar skip toolbar
		related[a-z]* recirc[a-z]* recommend(ed|ations?)? trending (most_)?popular most_(read|viewed|shared) also_like up_next
		more_(from|on|stories|news|coverage|in) you_may readnext read_next see_also
		author_(bio|box|info) about_(the_)?author bio
		paywall donat(e|ion) membership`)
	labelClass = classPattern(`
		credits? tags? taglist topics keywords byline authors? timestamp datetime date time publish(ed)? pub_?date updated read_?more modal overlay
		slideshow gallery carousel lightbox video player kicker eyebrow label badge category categories section_name`)
)

// classPattern matches one of the words, in which _ stands for a space.
func classPattern(words string) *regexp.Regexp {
	return regexp.MustCompile(" (" + strings.ReplaceAll(strings.Join(strings.Fields(words), "|"), "_", " ") + ") ")
}

// story keeps the blocks that are of the story. Its title, in whichever of the given wordings, is not.
func story(bs []block, titles ...string) []block {
	total := 0
	for _, b := range bs {
		total += len(b.text)
	}
	kept, linked := sift(bs, titles, total, true)
	if 2*linked > total { // a list of links is what this page has to say
		kept, _ = sift(bs, titles, total, false)
	}
	return kept
}

func sift(bs []block, titles []string, total int, dropLinks bool) (kept []block, linked int) {
	seen, proseLeft := 0, prose(bs)
	for _, b := range bs {
		seen += len(b.text)
		if isProse(len(b.text), b.linked) {
			proseLeft -= len(b.text)
		}
		isLink := linkOnly(b)
		b.text = strings.Join(slices.DeleteFunc(strings.Split(b.text, "\n"), isBoilerLine), "\n")
		switch {
		case !strings.ContainsFunc(b.text, isWordRune):
		case len(kept) == 0 && slices.ContainsFunc(titles, func(t string) bool { return sameWords(b.text, t) }):
		case endsStory(b):
			if 2*seen > total && proseLeft == 0 {
				return kept, linked
			}
		case isLink && dropLinks:
			linked += len(b.text)
		default:
			kept = append(kept, b)
		}
	}
	return kept, linked
}

// isBoilerLine reports whether a line is never part of a story.
func isBoilerLine(line string) bool {
	if len(line) > 500 {
		return false
	}
	if boilerLine.MatchString(line) {
		return true
	}
	if len(line) < 120 && (!endsSentence(line) || strings.HasSuffix(line, ".m.")) && (publishedLine.MatchString(line) || changedLine.MatchString(line)) {
		_, dated := stampOf(line)
		return dated
	}
	return false
}

// endsStory reports whether a block is a heading over what follows a story.
func endsStory(b block) bool {
	return len(b.text) < 100 && !strings.HasSuffix(b.text, ".") && tailMark.MatchString(b.text)
}

// prose is how many bytes of text are in blocks that read like paragraphs.
func prose(bs []block) int {
	n := 0
	for _, b := range bs {
		if isProse(len(b.text), b.linked) {
			n += len(b.text)
		}
	}
	return n
}

// linkOnly reports whether a block is nothing but a link to elsewhere.
func linkOnly(b block) bool {
	return b.linked*10 >= (len(b.text)-strings.Count(b.text, "\n"))*9 && len(b.text) < 200
}

var (
	// tailMark is a heading over what follows a story.
	tailMark = regexp.MustCompile(`(?i)^\W*(` + strings.Join([]string{
		`related( (stories|articles|news|content|posts|links|topics|coverage|reading|items))?\W*$`,
		`(want )?(more|other)( \w+){0,3} (from|on|about|in|stories|news|coverage|headlines|articles)\b.{0,40}$`,
		`you (may|might) (also )?(like|be interested)`,
		`(read|see) (more|next|also)\b`,
		`recommended( for you| reading| stories| articles)?\W*$`,
		`(most|also) (read|popular|viewed|shared)\b`,
		`(popular|trending|promoted|sponsored)( (now|stories|posts|articles|topics|videos|content|links))?( (on|in|from) .{0,30})?\W*$`,
		`(about the author|don['’]t miss|up next|filed under|topics|top stories|latest (news|stories|headlines|videos))\W*$`,
		`(tags|topics|filed under):`,
		`(\d+ )?comments?( \(\d+\))?\W*$`,
		`share this\b`,
		`editor['’]?s['’]? (picks?|choice)`,
	}, "|") + `)`)

	// boilerLine is a line that is never part of a story. It speaks to readers, or names who made a picture.
	boilerLine = regexp.MustCompile(`(?i)^[^\w"'“‘]*(` + strings.Join([]string{
		`(advertisement|advert|ad)\W*$`,
		`(story|article) continues (below|after).{0,40}$`,
		`continue reading( below)?\W*$`,
		`scroll down (for|to)\b.{0,80}$`,
		`(caption|breaking news|by|share|save|print|email|close|facebook|twitter|whatsapp|linkedin|reddit|pinterest|copy link|subscribe|sign in|log in|home|menu)\W*$`,
		`(read|see|watch|listen to|click|tap|download)\b.{0,80}\b(here|app)\W*$`,
		`(read|see) (more|also|next)(\W*$|\s*[:|–—-].{0,160}$|( about| on| from| at| stories| news)\b.{0,120}$)`,
		`(related( (stories|story|article|articles|video))?|watch( live| now)?|listen|video|photos?|gallery|images?|(photo |image )?credit|file photo):.{0,200}$`,
		`click here\b.{0,120}$`,
		`(download|get) (the|our) .{0,40}\bapp\b.{0,60}$`,
		`.{0,200}\b(?-i:Sign up|SIGN UP|Subscribe|SUBSCRIBE|Register)\b.{0,120}\b(newsletters?|inbox|alerts|emails?|channel|digest)\b.{0,80}$`,
		`.{0,120}\b(?-i:Follow|FOLLOW|Like|Join|Find) (us|me|him|her|them|@\w+|[\w ]{1,30}) on (twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok|x)\b.{0,120}$`,
		`follow (us|me|him|her|them)?\s*@\w+.{0,60}$`,
		`(share|tweet|email|print) (this( (article|story|post|page))?|on (twitter|facebook|whatsapp)|via email)\W*$`,
		`(email|contact|reach) [\w .]{2,40} at \S+@\S+$`,
		`(like this story|tell us what you think|have a tip\b).{0,160}$`,
		`this (post|article|story|page) (may )?contains? (affiliate|referral).{0,160}$`,
		`(?-i:(By|BY|by|Posted by|Written by) \p{Lu}[\w.'’-]*( (and |of |the |de |van |von )?\p{Lu}[\w.'’-]*){1,5})(\s*[-|,•·]\s.{0,50}|[^\w.])*$`,
		`((mon|tues|wednes|thurs|fri|satur|sun)day\W+)?((` + monthNames + `)\b\.? \d{1,2}(st|nd|rd|th)?,? \d{4}|\d{1,2} (` + monthNames + `) \d{4}|\d{4}-\d\d-\d\d)(\W+at)?(\W*\d{1,2}[:.]\d\d(:\d\d)?\s*([ap]\.?m\.?)?(\s*[A-Z]{2,4})?)?\W*$`,
		`(https?://|www\.|twitter\.com/|@)\S+$`,
		`[\w.+-]+@[\w-]+\.[\w.]+$`,
		`(copyright )?(©|\(c\)).{0,200}$`,
		`copyright \d{4}.{0,200}$`,
		`.{0,120}all rights reserved\.?$`,
		`.{0,200}(this material may not be published|may not be reproduced without|may not be published, broadcast)`,
		`.{0,160}\b(AP|AFP|Getty|Reuters)( \w+)? (photo|images?)(/.{0,60})?\)?$`,
	}, "|") + `)`)
)

// sameWords reports whether two titles differ in nothing but case, white space and punctuation.
func sameWords(a, b string) bool {
	const longest = 1000
	return a != "" && b != "" && len(a) < longest && len(b) < longest && strings.EqualFold(strings.Join(words(a), " "), strings.Join(words(b), " "))
}

// words are the runs of letters and digits of s.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
