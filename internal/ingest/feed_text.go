package ingest

import (
	"strings"
)

// markedText is the text of a piece of HTML, such as a feed or a message holds: paragraphs parted by an empty line, what is not the story
// left out. Text without any markup comes back as it is.
func markedText(marked, title string) (string, error) {
	if !strings.ContainsAny(marked, "<&") {
		return trimLines(marked), nil
	}
	root, err := parseHTML(marked)
	if err != nil {
		return "", err
	}
	prune(root)
	return join(story(blocks(root), title)), nil
}

// markedLine is a title: one line, without markup.
func markedLine(marked string) string {
	if strings.ContainsAny(marked, "<&") {
		if root, err := parseHTML(marked); err == nil {
			marked = innerText(root)
		}
	}
	return strings.Join(strings.Fields(marked), " ")
}

// trimLines takes off what stands at the ends of lines, parts paragraphs by one empty line, and has line ends be \n.
func trimLines(text string) string {
	var b strings.Builder
	empty := 0
	for line := range strings.Lines(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")) {
		if line = strings.TrimRight(line, " \t\n\u00a0"); strings.TrimSpace(line) == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
			if empty > 0 {
				b.WriteString("\n")
			}
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}

// unwrapped joins the lines of paragraphs that a program broke at a width, as in messages and printed pages: a paragraph is taken for
// broken when all its lines but the last are long and none is very long.
func unwrapped(text string) string {
	paragraphs := strings.Split(trimLines(text), "\n\n")
	for i, p := range paragraphs {
		lines := strings.Split(p, "\n")
		broken := len(lines) > 1
		for k, line := range lines {
			n := len([]rune(line))
			if n > 100 || k < len(lines)-1 && n < 50 || k > 0 && strings.IndexAny(line, "-*•>|") == 0 {
				broken = false
			}
		}
		if broken {
			paragraphs[i] = strings.Join(lines, " ")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}
