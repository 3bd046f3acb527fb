package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// asQuery reports that what begins with "-" among the arguments of a command that takes a query would be read as flags, though it can
// only be meant as words that are not wanted: hearsay find mayor -crane.
func asQuery(app *kong.Application, args []string) error {
	i := slices.IndexFunc(app.Children, func(c *kong.Node) bool { return c.Name == args[0] })
	if i < 0 || !slices.ContainsFunc(app.Children[i].Positional, func(v *kong.Value) bool { return v.Name == "query" }) {
		return nil
	}
	command := app.Children[i]
	var words []string
	minus := ""
	for i := 1; i < len(args); i++ {
		a := args[i]
		name, _, valued := strings.Cut(a, "=")
		switch flag := flagOf(command, name); {
		case a == "--":
			i = len(args)
		case flag != nil && flag.Name == "help":
			return nil // it prints what is asked for, whatever else is there
		case flag != nil:
			if !valued && !flag.IsBool() {
				i++
			}
		case strings.HasPrefix(a, "--"): // no flag, and no word either
			return nil
		default:
			words = append(words, a)
			if len(a) > 1 && a[0] == '-' && minus == "" {
				minus, _, _ = strings.Cut(a, " ")
			}
		}
	}
	if minus == "" {
		return nil
	}
	query := strings.Join(words, " ")
	quoted := "'" + strings.ReplaceAll(query, "'", `'\''`) + "'"
	if query[0] == '-' {
		quoted = "-- " + quoted
	}
	return hinted{fmt.Errorf("%s looks like a flag, not like a part of the query", minus), fmt.Sprintf("quote the query: hearsay %s %s", command.Name, quoted)}
}

// flagOf is the flag of a command that is written so, or nil.
func flagOf(command *kong.Node, written string) *kong.Flag {
	for _, group := range command.AllFlags(false) {
		for _, f := range group {
			if written == "--"+f.Name || f.Short != 0 && written == "-"+string(f.Short) {
				return f
			}
		}
	}
	return nil
}
