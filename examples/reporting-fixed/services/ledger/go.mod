module northwind.example/ledger

go 1.22

require (
	github.com/aws/aws-sdk-go-v2 v1.30.4
	github.com/aws/aws-sdk-go-v2/config v1.27.28
	github.com/aws/aws-sdk-go-v2/service/dynamodb v1.34.5
	github.com/aws/aws-sdk-go-v2/service/sqs v1.34.4
)
