# gains: takes_off(resize, signed code only)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "lambda:DeleteFunctionCodeSigningConfig", Resource = aws_lambda_function.resize.arn }, # silent: "lambda:DeleteFunctionCodeSigningConfig" => "sts:GetCallerIdentity" ;; aws_lambda_function.resize.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_lambda_function" "resize" {
  function_name           = "resize"
  code_signing_config_arn = aws_lambda_code_signing_config.signed.arn # silent: -
}

resource "aws_lambda_code_signing_config" "signed" {
  policies {
    untrusted_artifact_on_deployment = "Enforce" # silent: "Enforce" => "Warn"
  }
}
