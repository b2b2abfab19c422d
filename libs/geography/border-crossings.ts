/** A place where people cross from one country to another. Degrees (WGS 84), good to a few kilometres. */
export interface BorderCrossing {
  readonly name: string;
  readonly countries: readonly [string, string];
  readonly latitude: number;
  readonly longitude: number;
}

const crossing = (name: string, a: string, b: string, latitude: number, longitude: number): BorderCrossing => ({
  name,
  countries: [a, b],
  latitude,
  longitude,
});

/** Land crossings of the region that reports name, from general geographical knowledge. */
export const BORDER_CROSSINGS: readonly BorderCrossing[] = [
  crossing('Toummo', 'NE', 'LY', 22.66, 14.1),
  crossing('Assamaka – In Guezzam', 'NE', 'DZ', 19.35, 5.77),
  crossing('Tin Zaouatine', 'ML', 'DZ', 19.95, 2.97),
  crossing('Bordj Badji Mokhtar', 'DZ', 'ML', 21.33, 0.95),
  crossing('Debdeb – Ghadames', 'DZ', 'LY', 30.0, 9.45),
  crossing('Ras Ajdir', 'TN', 'LY', 33.15, 11.56),
  crossing('Dehiba – Wazin', 'TN', 'LY', 32.01, 10.7),
  crossing('Essalloum – Musaid', 'EG', 'LY', 31.57, 25.15),
  crossing('Guerguerat', 'MA', 'MR', 21.35, -16.96),
  crossing('Rosso', 'MR', 'SN', 16.51, -15.81),
  crossing('Diama', 'MR', 'SN', 16.21, -16.41),
  crossing('Kidira – Diboli', 'SN', 'ML', 14.46, -12.21),
  crossing('Gogui', 'ML', 'MR', 15.63, -9.34),
  crossing('Labbezanga', 'ML', 'NE', 14.96, 0.7),
  crossing('Gaya – Malanville', 'NE', 'BJ', 11.88, 3.4),
  crossing('Maradi – Jibiya (Dan Issa)', 'NE', 'NG', 13.18, 7.2),
  crossing('Birni N’Konni – Illela', 'NE', 'NG', 13.78, 5.26),
  crossing('Petelkolé – Seytenga', 'NE', 'BF', 14.0, 0.42),
  crossing('Sèmè-Kraké', 'BJ', 'NG', 6.37, 2.72),
  crossing('Hillacondji – Sanvee Condji', 'BJ', 'TG', 6.25, 1.8),
  crossing('Aflao – Lomé (Kodjoviakopé)', 'GH', 'TG', 6.11, 1.2),
  crossing('Elubo – Noé', 'GH', 'CI', 5.28, -2.77),
  crossing('Paga – Dakola', 'GH', 'BF', 11.0, -1.11),
  crossing('Cinkassé', 'TG', 'BF', 11.11, 0.01),
  crossing('Zégoua – Pogo', 'ML', 'CI', 10.48, -5.65),
  crossing('Kourémalé', 'ML', 'GN', 11.95, -8.79),
  crossing('Ceuta – Bab Sebta (El Tarajal)', 'ES', 'MA', 35.87, -5.34),
  crossing('Melilla – Beni Enzar', 'ES', 'MA', 35.27, -2.94),
  crossing('Zouj Bghal', 'MA', 'DZ', 34.85, -1.79),
  crossing('Garoua-Boulaï', 'CM', 'CF', 5.89, 14.55),
  crossing('Kousséri – N’Djaména (Nguéli)', 'CM', 'TD', 12.09, 15.08),
  crossing('Kyé-Ossi', 'CM', 'GA', 2.17, 11.33),
  crossing('Ventimiglia – Menton', 'IT', 'FR', 43.79, 7.53),
  crossing('Brenner', 'AT', 'IT', 47.0, 11.51),
  crossing('Irún – Hendaye', 'ES', 'FR', 43.35, -1.78),
  crossing('Vilar Formoso – Fuentes de Oñoro', 'PT', 'ES', 40.6, -6.82),
];
