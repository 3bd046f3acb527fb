package ingest

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"hearsay"
)

const (
	leastLetters = 200    // of a text whose language can be told
	readBytes    = 20_000 // of a text are looked at
	englishShare = 0.08   // of English function words in English: it has some 30 %, lists of names and scores fewer
	englishSure  = 0.8    // the detector's confidence where such words are fewer
	foreignShare = 0.10   // of function words of other languages in these: they have some 20 to 40 %
	foreignParts = 4      // parts of a text that must all be in one other language
	foreignSure  = 0.3    // the detector's confidence in each part
)

// inEnglish refuses a document that is certainly in another language, and states the language where it can be told. Lists of names
// and figures have hardly a function word and look like any language to a detector. So a text in Latin letters is refused only where
// it has function words of other languages, and the detector finds the same one in each part of it.
func inEnglish(doc *hearsay.Document) (*hearsay.Document, *hearsay.Skip) {
	sample := doc.Text
	if len(sample) > readBytes {
		sample = strings.ToValidUTF8(sample[:readBytes], "")
	}
	letters, latin := 0, 0
	for _, r := range sample {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	if letters < leastLetters {
		return doc, nil
	}
	english, foreign := shares(sample)
	if english >= englishShare && english >= foreign {
		doc.Language = "en"
		return doc, nil
	}
	found := whatlanggo.Detect(sample)
	if found.Lang == whatlanggo.Eng {
		if found.Confidence > englishSure {
			doc.Language = "en"
		}
		return doc, nil
	}
	if 2*latin > letters && (foreign < foreignShare || foreign < 2*english || !throughout(sample, found.Lang)) {
		return doc, nil
	}
	return nil, &hearsay.Skip{Name: doc.Ref, Reason: hearsay.ReasonNotEnglish, Detail: "in " + found.Lang.String()}
}

// throughout reports whether each part of a text is in that language.
func throughout(text string, l whatlanggo.Lang) bool {
	for i := range foreignParts {
		part := strings.ToValidUTF8(text[i*len(text)/foreignParts:(i+1)*len(text)/foreignParts], "")
		if found := whatlanggo.Detect(part); found.Lang != l || found.Confidence < foreignSure {
			return false
		}
	}
	return true
}

// shares are the shares of English and of other function words among the words of a text.
func shares(text string) (english, foreign float64) {
	all := words(text)
	for _, w := range all {
		switch w = strings.ToLower(w); {
		case englishWords[w]:
			english++
		case foreignWords[w]:
			foreign++
		}
	}
	n := float64(max(len(all), 1))
	return english / n, foreign / n
}

var (
	// englishWords are frequent in English and rare or unknown in other languages that are written alike.
	englishWords = set(`the and that with for from said his they have been are this by their would which who about more were has it not
		than there after when but she you we at be an as had will out its could should into because of is in on`)
	// foreignWords are frequent in one or more of: German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian,
	// Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Indonesian, Vietnamese; and no words of English.
	foreignWords = set(`der das und nicht ist von zu mit den dem des ein eine auf sich dass für le la les et est que pour dans qui une du sur pas au
		el los las por con para una del se su como más o os da em não um uma dos ao il di che per non della sono gli het een van niet
		dat zijn voor och att det som är på inte og af til ikke ja ei oli w nie się na z że je v že az hogy nem egy și nu este cu
		ve bir bu için olarak yang dan untuk dengan ini itu tidak của và là có không được de en y i a`)
)
