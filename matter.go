package hearsay

// Relation is how two claims stand to each other.
type Relation string

// The relations.
const (
	Same        Relation = "same"        // they say the same of the same event
	Contradicts Relation = "contradicts" // both cannot be so
	Updates     Relation = "updates"     // the later replaces the earlier, and nobody was wrong
	None        Relation = "none"        // nothing of these: what a ruling may say, and no link
)

// Link is a relation of two claims, by their IDs. It is a function of the two claims, their documents and fixed data alone.
// Of updates, Other is the later. Of the others, Claim is the smaller ID.
type Link struct {
	Claim    string   `json:"claim"`
	Other    string   `json:"other"`
	Relation Relation `json:"relation"`
	Score    float64  `json:"score"` // 0 to 1
	Reason   string   `json:"reason"`
}

// Origin is where tellings ultimately come from: the documents that have it from there, and why they count as one.
type Origin struct {
	Documents []string `json:"documents"` // IDs, in order of publication
	Speaker   string   `json:"speaker"`   // whose word it is, "" when nobody is named
	Reason    string   `json:"reason"`
}

// Opposite is another matter that contradicts or updates one.
type Opposite struct {
	Matter string  `json:"matter"`
	Reason string  `json:"reason"`
	Score  float64 `json:"score"`
}

// Matter is claims that say the same of the same event. It is named after its earliest claim, whose ID it has.
type Matter struct {
	ID          string     `json:"id"`
	Gist        string     `json:"gist"`     // ID of the claim whose content says it most clearly
	Claims      []string   `json:"claims"`   // IDs, the earliest first
	Tellings    int        `json:"tellings"` // documents that tell it
	Origins     []Origin   `json:"origins"`
	Contradicts []Opposite `json:"contradicts"`
	Updates     []Opposite `json:"updates"` // matters that replace this one
	Rings       [][]string `json:"rings"`   // documents that only cite each other
}
