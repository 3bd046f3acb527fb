package reader

import (
	"unicode"
	"unicode/utf8"

	"hearsay/internal/infer"
)

// shapes is the number of word shapes; a piece's feature is shape + 10·quoted + 20·continued.
const shapes, features = 10, 40

// featureTable sums the vectors of piece kind, word shape, quotation and continuation into one row for each feature.
func featureTable(w *infer.Weights, hidden int) ([]float32, error) {
	kind, err := w.Floats("type0", hidden)
	if err != nil {
		return nil, err
	}
	shape, err := w.Floats("shape.weight", shapes, hidden)
	if err != nil {
		return nil, err
	}
	quote, err := w.Floats("quote.weight", 2, hidden)
	if err != nil {
		return nil, err
	}
	cont, err := w.Floats("cont.weight", 2, hidden)
	if err != nil {
		return nil, err
	}
	table := make([]float32, features*hidden)
	for f := range features {
		for j := range hidden {
			table[f*hidden+j] = kind[j] + shape[f%10*hidden+j] + quote[f/10%2*hidden+j] + cont[f/20*hidden+j]
		}
	}
	return table, nil
}

// sequence turns the words of a window into the encoder's input; the results wanted are those of first pieces.
func (r *Reader) sequence(words []string) infer.Sequence {
	s := infer.Sequence{IDs: []int32{r.pieces.CLS()}, Features: []uint8{0}}
	inside := quoteState(words)
	for i, w := range words {
		s.Take = append(s.Take, int32(len(s.IDs)))
		f := shape(w)
		if inside[i] {
			f += 10
		}
		s.IDs = r.pieces.Append(s.IDs, w)
		for len(s.Features) < len(s.IDs) {
			s.Features = append(s.Features, f)
			if len(s.Features) == int(s.Take[i])+1 {
				f += 20
			}
		}
	}
	s.IDs = append(s.IDs, r.pieces.SEP())
	s.Features = append(s.Features, 0)
	return s
}

// shape classes a word by its letters: 1 no letter or digit, 2 digits, 3 all capitals, 4 Capitalised, 5 other capital start,
// 6 digits and letters, 7 single capital, 8 lower case, 9 mixed.
func shape(word string) uint8 {
	var letters, digits, number, upper, lower int
	first, size := utf8.DecodeRuneInString(word)
	restLower, restUpper := 0, 0
	for i, c := range word {
		switch {
		case unicode.IsUpper(c) || unicode.IsTitle(c) || unicode.Is(unicode.Other_Uppercase, c):
			upper++
			if unicode.IsTitle(c) {
				upper, lower = upper-1, lower+1 // neither all capitals nor lower case
			}
			if i >= size {
				restUpper++
			}
		case unicode.IsLower(c) || unicode.Is(unicode.Other_Lowercase, c):
			lower++
			if i >= size {
				restLower++
			}
		}
		switch {
		case unicode.IsLetter(c):
			letters++
		case isDigit(c):
			digits++
		case unicode.IsNumber(c):
			number++
		}
	}
	single := len(word) == size
	switch {
	case letters+digits+number == 0:
		return 1
	case digits > 0 && letters > 0:
		return 6
	case digits > 0:
		return 2
	case upper > 0 && lower == 0:
		if single {
			return 7
		}
		return 3
	case unicode.IsUpper(first):
		if restLower > 0 && restUpper == 0 || single {
			return 4
		}
		return 5
	case lower > 0 && upper == 0:
		return 8
	}
	return 9
}

// isDigit is true of decimal digits and of superscript and circled ones.
func isDigit(c rune) bool {
	return unicode.IsDigit(c) || unicode.Is(digitForms, c)
}

var digitForms = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xb2, 0xb3, 1},
		{0xb9, 0xb9, 1},
		{0x2070, 0x2070, 1},
		{0x2074, 0x2079, 1},
		{0x2080, 0x2089, 1},
		{0x2460, 0x2468, 1},
		{0x2474, 0x247c, 1},
		{0x2488, 0x2490, 1},
		{0x24ea, 0x24ea, 1},
		{0x24f5, 0x24fd, 1},
		{0x24ff, 0x24ff, 1},
		{0x2776, 0x277e, 1},
		{0x2780, 0x2788, 1},
		{0x278a, 0x2792, 1},
	},
	R32:         []unicode.Range32{{0x1f100, 0x1f10a, 1}},
	LatinOffset: 2,
}

// quoteState says of each word whether it stands in quotation marks; the marks count as inside.
func quoteState(words []string) []bool {
	out, open := make([]bool, len(words)), false
	for i, w := range words {
		switch w {
		case "“", "«", "„", "``":
			open = true
			out[i] = true
		case "”", "»":
			out[i] = true
			open = false
		case `"`, "''":
			out[i] = true
			open = !open
		default:
			out[i] = open
		}
	}
	return out
}
