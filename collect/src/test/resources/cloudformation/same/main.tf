provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["418273645901"]
}

resource "aws_iam_user" "Deployer" {
  name = "deployer"
  tags = { team = "build" }
}

resource "aws_iam_access_key" "Key" {
  user = aws_iam_user.Deployer.name
}

resource "aws_iam_group" "Builders" {
  name = "builders"
}

resource "aws_iam_user_group_membership" "Deployer" {
  user   = aws_iam_user.Deployer.name
  groups = [aws_iam_group.Builders.name]
}

resource "aws_iam_group_policy" "Builders" {
  name  = "build"
  group = aws_iam_group.Builders.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:PassRole", "lambda:*"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_policy" "Read" {
  name = "read-exports"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Read"
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "${aws_s3_bucket.Exports.arn}/*"
    }]
  })
}

resource "aws_iam_role" "Runner" {
  name                 = "runner"
  path                 = "/app/"
  permissions_boundary = aws_iam_policy.Read.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "Runner" {
  role       = aws_iam_role.Runner.name
  policy_arn = aws_iam_policy.Read.arn
}

resource "aws_iam_role_policy_attachment" "Logs" {
  role       = aws_iam_role.Runner.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "Decrypt" {
  name = "decrypt"
  role = aws_iam_role.Runner.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = "*" }]
  })
}

resource "aws_iam_instance_profile" "Machine" {
  name = "machine"
  role = aws_iam_role.Runner.name
}

resource "aws_s3_bucket" "Exports" {
  bucket = "northwind-exports"
}

resource "aws_s3_bucket_public_access_block" "Exports" {
  bucket                  = aws_s3_bucket.Exports.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "Exports" {
  bucket = aws_s3_bucket.Exports.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.Exports.arn}/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_bucket_notification" "Exports" {
  bucket = aws_s3_bucket.Exports.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.Make.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_kms_key" "Key" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::418273645901:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_dynamodb_table" "Orders" {
  name = "orders"
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.Key.arn
  }
}

resource "aws_lambda_function" "Make" {
  function_name = "make"
  role          = aws_iam_role.Runner.arn
  environment {
    variables = { SECRET = aws_iam_access_key.Key.secret }
  }
}

resource "aws_lambda_function_url" "Make" {
  function_name      = aws_lambda_function.Make.arn
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_event_source_mapping" "Orders" {
  function_name    = aws_lambda_function.Make.function_name
  event_source_arn = aws_sqs_queue.Jobs.arn
}

resource "aws_sqs_queue" "Jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "Jobs" {
  queue_url = aws_sqs_queue.Jobs.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = aws_sqs_queue.Jobs.arn }]
  })
}

resource "aws_security_group" "Web" {
  name = "web"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "Db" {
  name = "db"
}

resource "aws_security_group_rule" "Db" {
  type                     = "ingress"
  security_group_id        = aws_security_group.Db.id
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
  source_security_group_id = aws_security_group.Web.id
}

resource "aws_instance" "Web" {
  iam_instance_profile        = aws_iam_instance_profile.Machine.name
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.Web.id]
  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_launch_template" "Workers" {
  name = "workers"
  iam_instance_profile {
    name = aws_iam_instance_profile.Machine.name
  }
}

resource "aws_autoscaling_group" "Workers" {
  name = "workers"
  launch_template {
    id      = aws_launch_template.Workers.id
    version = "$Latest"
  }
}

resource "aws_ecs_cluster" "Main" {
  name = "main"
}

resource "aws_ecs_task_definition" "Api" {
  family        = "api"
  task_role_arn = aws_iam_role.Runner.arn
  container_definitions = jsonencode([{ name = "api", image = "nginx" }])
}

resource "aws_ecs_service" "Api" {
  name            = "api"
  cluster         = aws_ecs_cluster.Main.name
  task_definition = aws_ecs_task_definition.Api.arn
  network_configuration {
    security_groups = [aws_security_group.Web.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.Api.arn
  }
}

resource "aws_lb" "Api" {
  name            = "api"
  internal        = false
  security_groups = [aws_security_group.Web.id]
}

resource "aws_lb_target_group" "Api" {
  name = "api"
}

resource "aws_lb_listener" "Api" {
  load_balancer_arn = aws_lb.Api.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.Api.arn
  }
}

resource "aws_cloudwatch_event_rule" "Nightly" {
  name = "nightly"
}

resource "aws_cloudwatch_event_target" "Nightly" {
  rule = aws_cloudwatch_event_rule.Nightly.name
  arn  = aws_lambda_function.Make.arn
}

resource "aws_sfn_state_machine" "Flow" {
  name     = "flow"
  role_arn = aws_iam_role.Runner.arn
}

resource "aws_codebuild_project" "Build" {
  name         = "build"
  service_role = aws_iam_role.Runner.arn
}

resource "aws_cognito_identity_pool" "Guests" {
  identity_pool_name = "guests"
}

resource "aws_cognito_identity_pool_roles_attachment" "Guests" {
  identity_pool_id = aws_cognito_identity_pool.Guests.id
  roles            = { unauthenticated = aws_iam_role.Runner.arn }
}

resource "aws_secretsmanager_secret" "Db" {
  name       = "db"
  kms_key_id = aws_kms_key.Key.arn
}

resource "aws_api_gateway_rest_api" "Shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "Buy" {
  rest_api_id   = aws_api_gateway_rest_api.Shop.id
  resource_id   = aws_api_gateway_rest_api.Shop.root_resource_id
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "Buy" {
  rest_api_id = aws_api_gateway_rest_api.Shop.id
  resource_id = aws_api_gateway_rest_api.Shop.root_resource_id
  uri         = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${aws_lambda_function.Make.arn}/invocations"
}

resource "aws_glue_job" "Load" {
  name     = "load"
  role_arn = aws_iam_role.Runner.arn
  command {
    script_location = "s3://northwind-exports/load.py"
  }
}

resource "aws_organizations_policy" "Limits" {
  name = "limits"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "Limits" {
  policy_id = aws_organizations_policy.Limits.id
  target_id = "418273645901"
}
