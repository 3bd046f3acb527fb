package main

import (
	"fmt"
	"os"
	"unicode/utf8"

	"golang.org/x/term"
)

// bar is a line on the terminal that says how far a command is; elsewhere it is silent.
type bar struct {
	streams
	on    bool
	width int // columns
}

func newBar(std streams) *bar {
	b := &bar{streams: std, width: 80}
	if f, ok := std.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b.on = true
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			b.width = n
		}
	}
	return b
}

// show puts s in the place of what the line said before; of what does not fit the end is left out.
func (b *bar) show(s string) {
	if b.on {
		fmt.Fprintf(b.err, "\r\x1b[K%s", fitting(s, b.width-1))
	}
}

func (b *bar) clear() {
	if b.on {
		fmt.Fprint(b.err, "\r\x1b[K")
	}
}

func fitting(s string, columns int) string {
	if utf8.RuneCountInString(s) <= columns {
		return s
	}
	return string([]rune(s)[:max(columns-1, 0)]) + "…"
}
