# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "states:DescribeStateMachine", Resource = aws_sfn_state_machine.billing.arn }, # silent: "states:DescribeStateMachine" => "sts:GetCallerIdentity" ;; aws_sfn_state_machine.billing.arn => "arn:aws:states:*:*:stateMachine:other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_iam_role" "flow" {
  name = "flow"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "states.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_sfn_state_machine" "billing" {
  name = "billing"
  role_arn = aws_iam_role.flow.arn
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Pass", Result = aws_iam_access_key.ci.secret, End = true } } }) # silent: aws_iam_access_key.ci.secret => "none"
}
