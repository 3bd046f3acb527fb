package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// assetHashes are the beginnings of the hashes of all assets, by name: an asset's address has its hash, so that browsers may keep it for good.
var assetHashes = func() map[string]string {
	all := map[string]string{}
	_ = fs.WalkDir(assetFiles, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := assetFiles.ReadFile(name)
		sum := sha256.Sum256(data)
		all[strings.TrimPrefix(name, "assets/")] = hex.EncodeToString(sum[:6])
		return err
	})
	return all
}()

// assetAddress is where an asset is.
func assetAddress(name string) string { return "/assets/" + name + "?v=" + assetHashes[name] }

// asset serves an asset; one that is asked for by the hash of what it is may be kept for good.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	hash, ok := assetHashes[name]
	if !ok {
		s.notFound(w, r)
		return
	}
	w.Header().Set("ETag", `"`+hash+`"`)
	if r.URL.Query().Get("v") == hash {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeFileFS(w, r, assetFiles, "assets/"+name)
}
