package hearsay

// Hop is one station of the way a saying came: the document's outlet first, whoever says it last.
// Printed is how the text names this party ("" for the document's own outlet where the text does not).
type Hop struct {
	Printed
	Name      string    `json:"name"`  // the fullest name known, without title; "" unknown or unnamed
	Party     string    `json:"party"` // ID of the party, "" when none is known
	Kind      Kind      `json:"kind"`
	Cue       Printed   `json:"cue"` // by which this hop passes on or says it; empty for the outlet as publisher
	Act       Act       `json:"act"`
	Certainty Certainty `json:"certainty"`
	Said      *When     `json:"said"`
}

// Status is how the event of a claim stands in the speaker's words.
type Status string

// The statuses.
const (
	Happened    Status = "happened"
	Ongoing     Status = "ongoing"
	Planned     Status = "planned"
	Demanded    Status = "demanded"
	Expected    Status = "expected"
	Conceivable Status = "possible"
	NotHappened Status = "not_happened"
)

// Ground is a kind of thing that a claim rests on.
type Ground string

// The grounds.
const (
	GroundImagery   Ground = "imagery"
	GroundVideo     Ground = "video"
	GroundDocument  Ground = "document"
	GroundData      Ground = "data"
	GroundLaw       Ground = "law" // a law or a paper of a court
	GroundPost      Ground = "post"
	GroundInterview Ground = "interview"
	GroundPress     Ground = "press_conference"
	GroundNamed     Ground = "named_official"
	GroundUnnamed   Ground = "unnamed_official"
	GroundWitness   Ground = "witness"
	GroundOutlet    Ground = "other_outlet"
)

// Evidence is what a claim rests on, by its own words. A claim that names nothing has none.
type Evidence struct {
	Printed
	Kind Ground `json:"kind"`
}

// Point is a place on the earth in degrees, north and east positive (WGS 84).
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}
