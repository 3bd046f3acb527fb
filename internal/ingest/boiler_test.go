package ingest

import "testing"

// TestBoilerLine holds what goes, and, more important, what stays: a line lost is a claim lost.
func TestBoilerLine(t *testing.T) {
	for _, line := range []string{
		"Advertisement",
		"Article continues below",
		"Story continues below advertisement",
		"Read more: Storm closes the port",
		"READ MORE ON HILL NEWS",
		"See also: the harbour plan",
		"Watch: ferries leave Velm",
		"Click here for the full list",
		"Download the Hill News app",
		"Sign up for our daily newsletter",
		"Want the news first? Subscribe to our morning newsletter here.",
		"Follow us on Twitter @hillnews",
		"Kit Lowe covers the sea. Follow him on Twitter",
		"Share this story",
		"By Mira Holt",
		"By Mira Holt and Kit Lowe",
		"By Mira Holt - 11/06/25 11:04 PM EST",
		"Thursday, November 6, 2025 at 8:15 am",
		"Published: Nov. 6, 2025, 8:15 a.m.",
		"Updated Nov 19, 2025",
		"https://tribune.example/a",
		"kit.lowe@tribune.example",
		"© 2025 The Tribune. All rights reserved.",
		"Copyright 2025 The Tribune",
		"Ferries in the harbour of Velm. (AP Photo/Jo Fenn)",
		"This material may not be published, broadcast, rewritten or redistributed.",
		"This post contains affiliate links.",
	} {
		if !isBoilerLine(line) {
			t.Errorf("kept: %s", line)
		}
	}
	for _, line := range []string{
		"Contact was lost at 3 p.m., the coast guard said.",
		"Like the US, Britain sent a letter.",
		"Like many, she said she was here to stay.",
		"Share prices rose here on Monday.",
		"Follow-up talks were held at the ministry.",
		"Also, the minister said, there will be more.",
		"Read the law again, the judge told him.",
		"More people in the north have fled, he said.",
		"Other officials in Velm said no.",
		"Related charges were dropped, her lawyer said.",
		"By evening all were safe.",
		"By Friday, two ferries had sailed.",
		"Published reports say the minister has resigned.",
		"Published on 6 November 2025, the report blames the operator.",
		"Updated figures from 6 November 2025 show a rise.",
		"Copyright law must change, the court said.",
		"Video shows the ferry leaving, police said.",
		"Source close to the talks: no result.",
		"“Click here and you lose,” he warned.",
		"He asked his readers to subscribe to the newsletter.",
		"The ministry told people to follow the office on Twitter.",
		"Comments by the mayor angered the council.",
		"Trending upwards, prices rose again.",
		"November 6, 2025 was the coldest day, the office said.",
		"The agency Getty Images won its case.",
		"Home to 4,000 people, Velm has one doctor.",
	} {
		if isBoilerLine(line) || endsStory(block{text: line}) {
			t.Errorf("lost: %s", line)
		}
	}
	for _, line := range []string{
		"Related stories", "More from The Tribune", "More top stories from Velm", "You may also like", "Most read", "Trending now", "Tags: ferry, storm",
		"About the author", "Don’t miss", "Comments (12)", "3 comments", "Editors' picks", "Want more stories like this?",
	} {
		if !endsStory(block{text: line}) {
			t.Errorf("does not end a story: %s", line)
		}
	}
}

func TestClassWords(t *testing.T) {
	for in, want := range map[string]string{
		"":                           " ",
		"articleShare_btn":           " article share btn ",
		"story-2__related":           " story related ",
		"entry content  h-entry":     " entry content h entry ",
		"ad":                         " ad ",
		"header shadow has-download": " header shadow has download ",
	} {
		if got := classWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for _, class := range []string{"has-shadow", "download", "headline", "addressed", "sharepoint-list", "header", "load-more-than"} {
		if boilerClass.MatchString(classWords(class)) {
			t.Errorf("%s is taken for boilerplate", class)
		}
	}
}
