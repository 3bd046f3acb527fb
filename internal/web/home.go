package web

import (
	"context"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

type homeOut struct {
	Ledger    holdings    `json:"ledger"`
	Adding    []Adding    `json:"adding" doc:"What was given to be read, the last first."`
	New       []listed    `json:"new" doc:"The documents that were entered last, the last first."`
	Contested []contested `json:"contested" doc:"The matters that most others contradict."`
	Behind    bool        `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
}

// contested is a matter that others contradict.
type contested struct {
	ID          string      `json:"id"`
	Gist        string      `json:"gist"`
	Speaker     string      `json:"speaker"`
	Cue         string      `json:"cue"`
	Act         hearsay.Act `json:"act"`
	Denied      bool        `json:"denied" doc:"The speaker says that the gist is not so."`
	Tellings    int         `json:"tellings"`
	Origins     int         `json:"origins"`
	Contradicts int         `json:"contradicts" doc:"How many matters contradict it."`
	How         string      `json:"-"` // cue and act, in words
}

// How much the first page shows.
const (
	mostNew       = 12
	mostContested = 8
	mostAdding    = 5
)

func (s *Server) home(ctx context.Context, _ *struct{}) (*homeOut, error) {
	out := &homeOut{New: []listed{}, Contested: []contested{}, Adding: s.queue.recent(mostAdding)}
	for d, err := range s.desk.Documents(ctx, ledger.Query{Limit: mostNew, Last: true, Brief: true}) {
		if err != nil {
			return nil, err
		}
		out.New = append(out.New, listedOf(&d))
	}
	most, err := s.desk.MostContested(ctx, mostContested)
	if err != nil {
		return nil, err
	}
	for _, m := range most {
		g := gist(m.Matter)
		out.Contested = append(out.Contested, contested{
			m.ID, g.Content.Text, report.Who(&g.Claim), g.Cue.Text, g.Act, g.Denied, m.Tellings, len(m.Origins), m.Against, report.How(&g.Claim),
		})
	}
	held, err := s.desk.Holdings(ctx)
	if err != nil {
		return nil, err
	}
	out.Ledger, out.Behind = holdingsOf(held), s.desk.Behind()
	return out, nil
}
