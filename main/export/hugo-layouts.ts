const comments = `{{ with index .Site.Data "comments" }}{{ with index . $.File.ContentBaseName }}
<section id="comments">
{{ range where . "status" "approved" }}<article id="comment-{{ .id }}"><p><strong>{{ .author }}</strong> <time>{{ .date }}</time></p>{{ .text | safeHTML }}</article>
{{ end }}</section>
{{ end }}{{ end }}`;

/** Small layouts by their path, so that an export builds at once; an author puts a theme in their place. */
export const hugoLayouts: Readonly<Record<string, string>> = {
  'layouts/_default/baseof.html': `<!doctype html>
<html lang="{{ .Site.LanguageCode }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title>
{{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}
</head>
<body>
<nav>{{ range .Site.Menus.main }}<a href="{{ .URL }}">{{ .Name }}</a> {{ end }}</nav>
{{ block "main" . }}{{ end }}
</body>
</html>
`,
  'layouts/_default/list.html': `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
`,
  'layouts/_default/single.html': `{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
{{ if not .Date.IsZero }}<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2006-01-02" }}</time>{{ end }}
{{ .Content }}
</article>
{{ if .File }}${comments}{{ end }}
{{ end }}
`,
  'layouts/index.html': `{{ define "main" }}<h1>{{ .Site.Title }}</h1>
{{ .Content }}
<ul>{{ range where .Site.RegularPages "Section" "posts" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
`,
};
