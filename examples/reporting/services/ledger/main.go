// Ledger takes entries from its queue and keeps them. Its HTTP side is for the kubelet and for looking at one account.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"northwind.example/ledger/internal/entries"
)

var account = regexp.MustCompile(`^c-[0-9]{6}$`)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		slog.Error("no configuration", "error", err)
		os.Exit(1)
	}
	store := entries.NewStore(dynamodb.NewFromConfig(settings), os.Getenv("LEDGER_TABLE"))
	queue := entries.NewQueue(sqs.NewFromConfig(settings), os.Getenv("LEDGER_QUEUE"))
	go queue.Drain(ctx, store)

	server := &http.Server{Addr: ":8080", Handler: routes(store), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		slog.Error("server ended", "error", err)
		os.Exit(1)
	}
}

func routes(store *entries.Store) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("ok"))
	})
	mux.HandleFunc("GET /accounts/{account}", func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("account")
		if !account.MatchString(id) {
			http.Error(w, "no such account", http.StatusNotFound)
			return
		}
		found, err := store.Of(r.Context(), id)
		if err != nil {
			slog.Error("cannot read", "account", id, "error", err)
			http.Error(w, "try again later", http.StatusBadGateway)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(found)
	})
	return mux
}
