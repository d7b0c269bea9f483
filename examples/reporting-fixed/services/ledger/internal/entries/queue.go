package entries

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

// Queue is where entries come from.
type Queue struct {
	client *sqs.Client
	url    string
}

// NewQueue is the queue at the address.
func NewQueue(client *sqs.Client, url string) *Queue {
	return &Queue{client: client, url: url}
}

// Drain moves entries into the store until the context ends. What cannot be kept stays in the queue, which puts it aside
// after some attempts.
func (q *Queue) Drain(ctx context.Context, store *Store) {
	for ctx.Err() == nil {
		batch, err := q.client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
			QueueUrl:            aws.String(q.url),
			MaxNumberOfMessages: 10,
			WaitTimeSeconds:     20,
		})
		if err != nil {
			slog.Warn("cannot receive", "error", err)
			time.Sleep(5 * time.Second)
			continue
		}
		for _, message := range batch.Messages {
			if err := q.keep(ctx, store, message); err != nil {
				slog.Warn("entry stays in the queue", "message", aws.ToString(message.MessageId), "error", err)
			}
		}
	}
}

func (q *Queue) keep(ctx context.Context, store *Store, message types.Message) error {
	var entry Entry
	if err := json.Unmarshal([]byte(aws.ToString(message.Body)), &entry); err != nil {
		return err
	}
	if err := store.Put(ctx, entry); err != nil {
		return err
	}
	_, err := q.client.DeleteMessage(ctx, &sqs.DeleteMessageInput{
		QueueUrl:      aws.String(q.url),
		ReceiptHandle: message.ReceiptHandle,
	})
	return err
}
