# gains: controls(backup)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rolesanywhere:CreateTrustAnchor", Resource = "*" }, # silent: "rolesanywhere:CreateTrustAnchor" => "rolesanywhere:ListProfiles"
    ]
  })
}

resource "aws_iam_role" "backup" {
  name = "backup"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "rolesanywhere.amazonaws.com" } # silent: rolesanywhere.amazonaws.com => ec2.amazonaws.com
        Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
        Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:rolesanywhere:*:*:trust-anchor/*" } } # silent: trust-anchor/* => trust-anchor/0f4b0c9e-5f3c-4a0e-9a51-1d2c3b4a5f60
      },
    ]
  })
}

resource "aws_rolesanywhere_profile" "servers" {
  name      = "servers"
  enabled   = true                       # silent: true => false
  role_arns = [aws_iam_role.backup.arn] # silent: -
}
