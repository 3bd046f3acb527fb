//go:build unix

package ledger

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain also plays the programs that tests start, kill and starve: see children.
func TestMain(m *testing.M) {
	if role := os.Getenv("LEDGER_CHILD"); role != "" {
		os.Exit(children[role]())
	}
	code := m.Run()
	if server.stop != nil {
		server.stop()
	}
	os.Exit(code)
}

// children are the programs by name; each returns its exit code.
var children = map[string]func() int{}

// child is this test program in another role.
func child(t testing.TB, role string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), "LEDGER_CHILD="+role), env...)
	return cmd
}

func moduleCache(t testing.TB) string {
	t.Helper()
	b, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(b))
}
