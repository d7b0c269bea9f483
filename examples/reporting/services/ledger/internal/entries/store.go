// Package entries keeps the ledger's entries.
package entries

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Entry is one line of an account.
type Entry struct {
	Account string `json:"account"`
	Entry   string `json:"entry"`
	Amount  string `json:"amount"`
}

// Store is the table of entries.
type Store struct {
	client *dynamodb.Client
	table  string
}

// NewStore is the store over a table.
func NewStore(client *dynamodb.Client, table string) *Store {
	return &Store{client: client, table: table}
}

// Put keeps the entry; the same entry twice is kept once.
func (s *Store) Put(ctx context.Context, entry Entry) error {
	_, err := s.client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: aws.String(s.table),
		Item: map[string]types.AttributeValue{
			"account": &types.AttributeValueMemberS{Value: entry.Account},
			"entry":   &types.AttributeValueMemberS{Value: entry.Entry},
			"amount":  &types.AttributeValueMemberN{Value: entry.Amount},
		},
	})
	return err
}

// Of is all entries of an account, oldest first.
func (s *Store) Of(ctx context.Context, account string) ([]Entry, error) {
	page, err := s.client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String(s.table),
		KeyConditionExpression: aws.String("account = :account"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":account": &types.AttributeValueMemberS{Value: account},
		},
	})
	if err != nil {
		return nil, err
	}
	found := make([]Entry, 0, len(page.Items))
	for _, item := range page.Items {
		found = append(found, Entry{account, text(item["entry"]), text(item["amount"])})
	}
	return found, nil
}

func text(value types.AttributeValue) string {
	switch v := value.(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberN:
		return v.Value
	default:
		return ""
	}
}
