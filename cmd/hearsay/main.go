// Command hearsay reads the news and keeps the books on who said what.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set when a release is built.
var version = "unreleased"

// Exit codes, the same for every command.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUse     = 2 // wrong use
	exitSkipped = 3 // done, but something was skipped
)

// errSkipped says that a command did its work but for what it has told of already.
var errSkipped = errors.New("something was skipped")

type commands struct {
	Read      readCommand      `cmd:"" help:"Print who said what in stories, from files or standard input."`
	Add       addCommand       `cmd:"" help:"Read files, folders, archives, feeds and addresses, and keep their claims in the ledger."`
	Find      findCommand      `cmd:"" help:"List claims of the ledger."`
	Ask       askCommand       `cmd:"" help:"Answer a question from the ledger: who says so, and who does not."`
	Docs      docsCommand      `cmd:"" help:"List documents of the ledger."`
	Show      showCommand      `cmd:"" help:"Show a document with its claims, or a claim in its text."`
	Matters   mattersCommand   `cmd:"" help:"List matters: claims that say the same, with their tellings and origins."`
	Matter    matterCommand    `cmd:"" help:"Show a matter: who tells it, from where they have it, what stands against it."`
	Conflicts conflictsCommand `cmd:"" help:"List matters that contradict each other, each side with its speakers."`
	Timeline  timelineCommand  `cmd:"" help:"List what a query finds in the order of time: when it happens, or when it was said."`
	Track     trackCommand     `cmd:"" help:"List what a party has said over time, and where it changed."`
	Rule      ruleCommand      `cmd:"" help:"Rule how two claims stand to each other."`
	Relink    relinkCommand    `cmd:"" help:"Link all claims anew."`
	Systems   systemsCommand   `cmd:"" help:"List weapons, ships, aircraft and vehicles that claims name."`
	System    systemCommand    `cmd:"" help:"Show what is claimed about a system, by whom and where."`
	Parties   partiesCommand   `cmd:"" help:"List who is known across documents."`
	Party     partyCommand     `cmd:"" help:"Show a party: all its names, its roles over time, its claims."`
	Merge     mergeCommand     `cmd:"" help:"Rule that two parties are one."`
	Split     splitCommand     `cmd:"" help:"Rule that a name is another party's."`
	Correct   correctCommand   `cmd:"" help:"Correct a claim, or add one that was missed."`
	Withdraw  withdrawCommand  `cmd:"" help:"Rule that a claim is none."`
	Undo      undoCommand      `cmd:"" help:"Take a ruling or a correction back."`
	Rulings   rulingsCommand   `cmd:"" help:"List what people have ruled."`
	Serve     serveCommand     `cmd:"" help:"Open the ledger in the browser."`
	User      userCommand      `cmd:"" help:"Say who may use the ledger through a server."`
	Mcp       mcpCommand       `cmd:"" help:"Offer the ledger as tools to an assistant, over standard input and output (MCP)."`
	Skips     skipsCommand     `cmd:"" help:"List what could not be read, and why."`
	Stats     statsCommand     `cmd:"" help:"Count what the ledger holds."`
	Check     checkCommand     `cmd:"" help:"Look whether the ledger is sound; repair nothing."`
	Reread    rereadCommand    `cmd:"" help:"Read again what an older reader has read."`
	Export    exportCommand    `cmd:"" help:"Write everything the ledger has, as JSON Lines."`
	Import    importCommand    `cmd:"" help:"Enter what another ledger has exported."`
	Version   kong.VersionFlag `help:"Print the version and exit."`
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() { os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})) }

func run(args []string, std streams) int {
	var c commands
	code := -1
	parser, err := kong.New(&c, kong.Name("hearsay"), kong.Description("Reads the news and keeps the books on who said what."),
		kong.Writers(std.out, std.err), kong.Exit(func(n int) { code = n }), kong.Vars{"version": version}, kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(std.err, "hearsay:", err)
		return exitFailed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	if err := asQuery(parser.Model, args); err != nil {
		return complain(std.err, err, exitUse)
	}
	k, err := parser.Parse(args)
	if code >= 0 { // --help and --version have printed what they had to
		return code
	}
	if err != nil {
		return complain(std.err, err, exitUse)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interruption ends the program at once
	k.BindTo(ctx, (*context.Context)(nil))
	switch err := k.Run(std); {
	case err == nil:
		return exitDone
	case errors.Is(err, errSkipped):
		return exitSkipped
	case errors.Is(err, context.Canceled):
		return complain(std.err, errors.New("interrupted"), exitFailed)
	default:
		return complain(std.err, err, exitFailed)
	}
}

func complain(w io.Writer, err error, code int) int {
	fmt.Fprintln(w, "hearsay:", err)
	var h hinted
	if errors.As(err, &h) {
		fmt.Fprintln(w, "hint:", h.hint)
	} else if code == exitUse {
		fmt.Fprintln(w, "hint: hearsay --help lists the commands, hearsay COMMAND --help its flags")
	}
	return code
}

// hinted is an error that knows what to do.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }
